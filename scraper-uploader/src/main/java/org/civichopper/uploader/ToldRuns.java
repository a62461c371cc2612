package org.civichopper.uploader;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.civichopper.model.wire.ObjectKey;

/// What the importer is told of a scrape: for each jurisdiction a first message before its first
/// document, and a last one after all.
final class ToldRuns {

    private final RunPlan plan;
    private final Carrier carrier;
    private final Map<String, ToldRun> runs = new ConcurrentHashMap<>();

    ToldRuns(RunPlan plan, Carrier carrier) {
        this.plan = plan;
        this.carrier = carrier;
    }

    /// Returns whether the beginning is told, now or earlier.
    boolean begin(Jurisdiction jurisdiction) throws InterruptedException {
        var one = runs.computeIfAbsent(jurisdiction.id(), id -> new ToldRun(id, plan));
        synchronized (one) {
            if (!one.begun()) {
                one.begun(carrier.tell(one.first(carrier.bucketName()), jurisdiction.id()));
            }
            return one.begun();
        }
    }

    /// One that was sent after its run had begun.
    void sent(Jurisdiction jurisdiction, ObjectKey key) {
        runs.get(jurisdiction.id()).sent(key);
    }

    /// Returns whether every end that was due is told.
    ///
    /// @param everythingWent whether nothing stayed behind
    boolean end(int exitCode, boolean everythingWent) throws InterruptedException {
        var all = true;
        for (var one : runs.values()) {
            if (one.begun()) {
                var body = one.last(carrier.bucketName(), exitCode, everythingWent);
                all &= carrier.tell(body, one.jurisdictionId());
            }
        }
        return all;
    }
}
