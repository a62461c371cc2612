package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.run.DataSetLoad.Plan;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.source.PoliteClient;

/// What a run is to read: asks of each data set its columns and its size, before the first row.
///
/// @param large a data set of so many rows is read by ranges, several at once
record Planning(Settings settings, PoliteClient client, Socrata socrata, Notes notes, long large) {

    static final long LARGE = 400_000;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final long BYTES_A_ROW = 330; // of 23 columns, as the years up to 2020 have them

    /// @param watermarks of the data sets, by their 4x4
    Plan plan(Map<String, String> watermarks) throws InterruptedException {
        var slices = new LinkedHashMap<String, JsonNode>();
        var source = JSON.createObjectNode();
        var rows = 0L;
        var requests = 0L;
        for (var year : settings.years().entrySet()) {
            var id = year.getValue();
            var before = client.requests();
            var drift = drift(id);
            var from = from(Optional.ofNullable(watermarks.get(id)));
            var whole = whole(year.getKey(), id, from);
            var said = source.putObject(year.getKey()).put("id", id).put("rows", whole.expected());
            whole.latest().ifPresent(latest -> said.put("latest", latest));
            drift.describe(said);
            for (var slice : ranges(whole).entrySet()) {
                slices.put(slice.getKey(), slice.getValue().json());
                requests += 2 + slice.getValue().expected() / settings.pageSize();
            }
            rows += whole.expected();
            said.put("requests", client.requests() - before);
        }
        return new Plan(slices, source, client.requests() + requests, rows, rows * BYTES_A_ROW);
    }

    // Empty where all rows are read.
    private Optional<String> from(Optional<String> watermark) {
        return switch (settings.mode()) {
            case FULL -> Optional.empty();
            case UPDATE -> {
                var since =
                        settings.since()
                                .filter(_ -> !settings.sinceForNew() || watermark.isEmpty());
                yield since.or(() -> watermark.map(text -> Instant.parse(text).minus(OVERLAP)))
                        .map(Times::written);
            }
        };
    }

    private Drift drift(String id) throws InterruptedException {
        var theirs = socrata.columns(id);
        if (theirs.isEmpty()) {
            notes.say(id + ": the source does not say which columns it has");
            return Drift.NONE;
        }
        var drift = Drift.of(theirs.get());
        var lacking =
                drift.missing().stream()
                        .filter(field -> !settings.mayBeAbsent().contains(field))
                        .map(Field::column)
                        .toList();
        if (!lacking.isEmpty()) {
            throw new LoadStopped.Failed(
                    "data set %s: expected the columns %s, found none of that name; nothing was changed; --allow-missing %s goes on without"
                            .formatted(id, String.join(", ", lacking), String.join(",", lacking)));
        }
        if (!drift.unknown().isEmpty()) {
            notes.say(
                    "%s: has columns that are not loaded: %s"
                            .formatted(id, String.join(", ", drift.unknown())));
        }
        return drift;
    }

    private Slice whole(String year, String id, Optional<String> from) throws InterruptedException {
        var slice =
                new Slice(
                        year,
                        id,
                        from,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        settings.pageSize());
        var size = socrata.size(id, slice.all());
        return new Slice(
                year,
                id,
                from,
                Optional.empty(),
                Optional.empty(),
                size.rows(),
                size.latest().map(Times::normal),
                Optional.empty(),
                Optional.empty(),
                false,
                settings.pageSize());
    }

    // Cut where rows stand in the order of ids, so that each range has about as many, in whole
    // pages.
    private Map<String, Slice> ranges(Slice whole) throws InterruptedException {
        var slices = new LinkedHashMap<String, Slice>();
        var parts = Math.min(settings.workers(), (int) (whole.expected() / (large / 2)));
        if (whole.isUpdate()
                || whole.expected() < large
                || parts < 2
                || settings.limits().maxItems().isPresent()) {
            slices.put(whole.year(), whole);
            return slices;
        }
        Optional<String> behind = Optional.empty();
        for (var part = 1; part <= parts; part++) {
            var first = cut(whole, part - 1, parts);
            var end = part == parts ? whole.expected() : cut(whole, part, parts);
            var upTo =
                    part == parts
                            ? Optional.<String>empty()
                            : socrata.idAt(whole.dataset(), end - 1);
            var range =
                    new Slice(
                            whole.year(),
                            whole.dataset(),
                            Optional.empty(),
                            behind,
                            upTo,
                            end - first,
                            whole.latest(),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            whole.limit());
            slices.put("%s/%d of %d".formatted(whole.year(), part, parts), range);
            behind = upTo;
        }
        return slices;
    }

    private static long cut(Slice whole, int part, int parts) {
        var row = whole.expected() * part / parts;
        var page = Math.min(whole.limit(), whole.expected() / (2L * parts)); // none is empty
        return (row + page / 2) / page * page;
    }
}
