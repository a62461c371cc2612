package org.civichopper.uploader;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.civichopper.model.wire.ObjectKey;

/// What the importer is told of a scrape: for each jurisdiction a first message before its first
/// document, and a last one after all.
final class ToldScrapes {

    private final ScrapePlan plan;
    private final Carrier carrier;
    private final Map<String, ToldScrape> runs = new ConcurrentHashMap<>();

    ToldScrapes(ScrapePlan plan, Carrier carrier) {
        this.plan = plan;
        this.carrier = carrier;
    }

    /// Returns whether the beginning is told, now or earlier.
    boolean begin(Jurisdiction jurisdiction) throws InterruptedException {
        var one = runs.computeIfAbsent(jurisdiction.id(), id -> new ToldScrape(id, plan));
        synchronized (one) {
            if (!one.begun()) {
                one.begun(carrier.tell(one.first(carrier.bucketName()), jurisdiction.id()));
            }
            return one.begun();
        }
    }

    /// One that was sent after its scrape had begun.
    void sent(Jurisdiction jurisdiction, ObjectKey key) {
        runs.get(jurisdiction.id()).sent(key);
    }

    /// Returns whether every end that was due is told. Of several jurisdictions none is complete:
    /// who starts one scraper speaks for one, and another may have begun to write to the same
    /// place.
    ///
    /// @param unsent how many documents stayed behind, of whichever jurisdiction
    boolean end(int exitCode, long unsent) throws InterruptedException {
        var alone = begun().count() == 1;
        var all = true;
        for (var one : runs.values()) {
            if (one.begun()) {
                var body = one.last(carrier.bucketName(), exitCode, alone, unsent);
                all &= carrier.tell(body, one.jurisdictionId());
            }
        }
        return all;
    }

    /// What to say to whoever asked for completeness and does not get it, if the scrape ended well.
    Optional<String> whyNothingIsComplete(int exitCode) {
        if (exitCode != 0 || plan.complete().isEmpty() || begun().count() == 1) {
            return Optional.empty();
        }
        var found = begun().map(ToldScrape::jurisdictionId).sorted().collect(joining(" and "));
        return Optional.of(
                "--complete: expected documents of %s, found %s: nothing is complete, so nothing goes; %s"
                        .formatted(
                                plan.only().orElse("one jurisdiction"),
                                found.isEmpty() ? "none" : "those of " + found,
                                "name the one with --jurisdiction, as de, and give each scraper a run of its own"));
    }

    private Stream<ToldScrape> begun() {
        return runs.values().stream().filter(ToldScrape::begun);
    }
}
