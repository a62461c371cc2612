package org.civichopper.importer.drain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.civichopper.aws.Refusal;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.bucket.Bucket;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import software.amazon.awssdk.core.exception.SdkException;

/// Puts away what is committed: documents under `archived/`, what was set aside under `rejected/`
/// with its reason beside it.
public final class Archive {

    private final Bucket bucket;
    private final Steps steps;

    public Archive(Bucket bucket, Steps steps) {
        this.bucket = bucket;
        this.steps = steps;
    }

    /// What is left to do for a piece of work whose transaction is committed.
    Work settle(Work work, Map<Arrival, Outcome> outcomes) {
        try {
            return switch (work) {
                case Work.Document document when !outcomes.containsKey(document.arrival()) ->
                        new Work.Failed(work.messages(), "the importer failed, see above");
                case Work.Document document -> {
                    store(document, outcomes.get(document.arrival()));
                    yield new Work.Done(document.messages());
                }
                case Work.SetAside aside -> {
                    store(aside);
                    yield new Work.Done(aside.messages());
                }
                case Work.Run _, Work.Gone _, Work.Done _, Work.Later _, Work.Failed _ -> work;
            };
        } catch (SdkException e) {
            return new Work.Failed(work.messages(), "not archived: " + Refusal.of(e));
        }
    }

    private void store(Work.Document document, Outcome outcome) {
        var arrival = document.arrival();
        var delivery = arrival.delivery().orElseThrow(); // everything here came through the queue
        switch (outcome) {
            case Outcome.Rejected reason -> reject(delivery, reason);
            case Outcome.Imported _, Outcome.Superseded _, Outcome.Parked _ ->
                    bucket.move(delivery, delivery.storedKey(Delivery.ARCHIVED));
        }
    }

    private void store(Work.SetAside aside) {
        var thing = aside.thing();
        thing.delivery().ifPresent(delivery -> reject(delivery, thing.outcome()));
    }

    // The reason first: an object in rejected/ is never without one.
    private void reject(Delivery delivery, Outcome.Rejected reason) {
        var storedKey = delivery.storedKey(Delivery.REJECTED);
        var json =
                new JsonMapper()
                        .createObjectNode()
                        .put("file", delivery.objectKey())
                        .put("place", reason.place())
                        .put("expected", reason.expected())
                        .put("found", reason.found());
        bucket.put(storedKey + ".reason.json", json.toPrettyString());
        steps.reached(Step.REASON_STORED);
        bucket.move(delivery, storedKey);
    }
}
