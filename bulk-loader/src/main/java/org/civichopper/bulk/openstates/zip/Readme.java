package org.civichopper.bulk.openstates.zip;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;

/// What a session's zip says of itself: of which session it is, and of when. A zip that `hopper
/// export` wrote says it in other words.
record Readme(Jurisdiction jurisdiction, String session, Instant generatedAt) {

    static final String NAME = "README";

    /// @param place of the zip, for messages
    /// @throws LoadStopped.Failed where it does not say all of it
    static Readme of(String text, String place) {
        var said = new HashMap<String, String>();
        text.lines()
                .forEach(line -> {
                    var colon = line.indexOf(':');
                    if (colon > 0) {
                        said.putIfAbsent(
                                line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                                line.substring(colon + 1).strip());
                    }
                });
        return new Readme(jurisdiction(said, place), session(said, place), time(said, place));
    }

    private static Jurisdiction jurisdiction(Map<String, String> said, String place) {
        var word = first(said, "state", "jurisdiction").orElse("nothing");
        return Jurisdictions.read().stream()
                .filter(each ->
                        each.abbreviation().equalsIgnoreCase(word)
                                || each.id().equals(word)
                                || each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(
                        () -> wrong(place, "a State that is known, such as NC", '"' + word + '"'));
    }

    private static String session(Map<String, String> said, String place) {
        return first(said, "session")
                .orElseThrow(() -> wrong(place, "the Session's identifier", "none"));
    }

    private static Instant time(Map<String, String> said, String place) {
        var written = first(said, "generated at", "as of").orElse("nothing");
        try {
            var text = written.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
            return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw wrong(place, "Generated At, as 2025-06-01 04:05:06.070809", '"' + written + '"');
        }
    }

    private static Optional<String> first(Map<String, String> said, String... names) {
        for (var name : names) {
            var value = said.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static LoadStopped.Failed wrong(String place, String expected, String found) {
        return new LoadStopped.Failed(
                "%s: README: expected %s, found %s; nothing was loaded: get the zip again"
                        .formatted(place, expected, found));
    }

    /// As `nc`.
    String code() {
        return jurisdiction.abbreviation().toLowerCase(Locale.ROOT);
    }
}
