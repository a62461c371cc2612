package org.civichopper.uploader;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.RunMessage;

/// A scrape of one jurisdiction, and what the importer is told of it.
final class ToldScrape {

    private final String jurisdictionId;
    private final ScrapePlan plan;
    private final FingerprintSet keys = new FingerprintSet();
    private final Map<Kind, Integer> objects = new EnumMap<>(Kind.class);
    private boolean begun;

    ToldScrape(String jurisdictionId, ScrapePlan plan) {
        this.jurisdictionId = jurisdictionId;
        this.plan = plan;
    }

    String jurisdictionId() {
        return jurisdictionId;
    }

    boolean begun() {
        return begun;
    }

    void begun(boolean told) {
        begun = told;
    }

    /// An object counts once, however often it was sent.
    synchronized void sent(ObjectKey key) {
        if (keys.add(key)) {
            objects.merge(Kind.ofWord(key.kind()).orElseThrow(), 1, Integer::sum);
        }
    }

    String first(String bucket) {
        return message(bucket, Optional.empty());
    }

    /// @param alone whether nothing of another jurisdiction came, without which no kind is complete
    /// @param unsent how many documents stayed behind; where one did, no kind is complete either
    synchronized String last(String bucket, int exitCode, boolean alone, long unsent) {
        var complete = exitCode == 0 && alone && unsent == 0 ? plan.complete() : Set.<Kind>of();
        return message(
                bucket,
                Optional.of(
                        new RunMessage.End(
                                Instant.now(), exitCode, Map.copyOf(objects), complete, unsent)));
    }

    private String message(String bucket, Optional<RunMessage.End> end) {
        return new RunMessage(plan.id(), bucket, jurisdictionId, plan.beganAt(), end, Instant.now())
                .toJson();
    }
}
