package org.civichopper.importer.drain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.bucket.Bucket;
import org.civichopper.importer.bucket.ByteBudget;
import org.civichopper.importer.bucket.Fetched;
import org.civichopper.importer.bucket.ScraperFolders;
import org.civichopper.importer.parallel.Parallel;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Sha256;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.RunMessage;

/// Fetches and reads what messages ask for, all at once, within a budget of memory. Nothing that a
/// message or an object says can make it fail: it becomes work of another sort.
public final class DocumentSource {

    private final Bucket bucket;
    private final DocumentReader reader;
    private final ScraperFolders folders;
    private final Steps steps;

    public DocumentSource(
            Bucket bucket, DocumentReader reader, ScraperFolders folders, Steps steps) {
        this.bucket = bucket;
        this.reader = reader;
        this.folders = folders;
        this.steps = steps;
    }

    List<Work> load(List<Received> messages) {
        var work = new ArrayList<Work>();
        var requests = new LinkedHashMap<ObjectKey, List<Request>>();
        for (var message : messages) {
            try {
                if (RunMessage.isMeantBy(message.body())) {
                    work.add(run(message));
                    continue;
                }
                var request = Request.of(message, bucket.name(), folders);
                requests.computeIfAbsent(request.key(), _ -> new ArrayList<>()).add(request);
            } catch (InvalidInputException reason) {
                work.add(setAside(List.of(message), Outcome.Rejected.because(reason)));
            }
        }
        var budget = ByteBudget.ofHeap();
        work.addAll(Parallel.map(requests.values(), asked -> load(asked, budget)));
        return work;
    }

    private Work run(Received message) {
        var run = RunMessage.parse(message.body());
        if (!run.bucket().equals(bucket.name())) {
            throw new InvalidInputException(
                    "run message: bucket", "\"" + bucket.name() + "\"", "\"" + run.bucket() + "\"");
        }
        return new Work.Run(List.of(message), run);
    }

    /// @param asked all the messages for one object; the last speaks for them, of those that say
    ///   what its folder says if there are any
    private Work load(List<Request> asked, ByteBudget budget) {
        var request =
                asked.reversed().stream()
                        .filter(Request::isOfItsFolder)
                        .findFirst()
                        .orElse(asked.getLast());
        var messages = asked.stream().map(Request::received).toList();
        var fetched = bucket.fetch(request.key(), budget);
        steps.reached(Step.FETCHED);
        return switch (fetched) {
            case Fetched.Found found -> read(messages, request, found, budget);
            case Fetched.Missing() -> new Work.Gone(messages, request);
            case Fetched.NoRoom() -> new Work.Later(messages);
            case Fetched.Failed(var why) -> new Work.Failed(messages, why);
            case Fetched.TooLarge(var bytes, var stored) -> {
                var outcome =
                        new Outcome.Rejected(
                                "object",
                                "at most " + reader.largest() + " bytes",
                                bytes + " bytes");
                // Nobody read it, so its sender's word has to do.
                var hash =
                        request.message()
                                .sha256()
                                .orElse(Sha256.hex(stored.etag().getBytes(StandardCharsets.UTF_8)));
                yield setAside(messages, request, outcome, delivery(request, stored, hash));
            }
        };
    }

    private Work read(
            List<Received> messages, Request request, Fetched.Found found, ByteBudget budget) {
        var delivery = delivery(request, found.stored(), Sha256.hex(found.bytes()));
        try {
            var content = request.key().zipped() ? reader.unpack(found.bytes()) : found.bytes();
            if (!budget.take(content.length - found.bytes().length)) {
                return new Work.Later(messages); // it fitted packed, but not unpacked
            }
            var hash = request.key().zipped() ? Sha256.hex(content) : delivery.contentHash();
            var document = reader.read(request.kind(), content);
            if (request.isContradictedByAllElse(document)) {
                return setAside(messages, Outcome.Rejected.because(request.disagreement(document)));
            }
            request.requireOneJurisdiction(document);
            steps.reached(Step.READ);
            var version = DocumentVersion.of(document.head(), delivery.firstModified(), hash);
            return new Work.Document(
                    messages,
                    new Arrival(
                            document,
                            content,
                            request.jurisdictionId(),
                            version,
                            request.key().value(),
                            request.runId(),
                            Optional.of(delivery),
                            Optional.empty()));
        } catch (InvalidInputException reason) {
            var outcome = Outcome.Rejected.because(reason);
            return setAside(messages, request, outcome, delivery);
        }
    }

    private static Delivery delivery(Request request, Fetched.Stored stored, String hash) {
        return new Delivery(
                request.key().value(),
                stored.etag(),
                stored.putAt(),
                hash,
                stored.firstModified(),
                request.message().scrapedAt(),
                request.message().sentAt(),
                request.received().receivedAt());
    }

    private static Work setAside(
            List<Received> messages, Request request, Outcome.Rejected outcome, Delivery delivery) {
        return new Work.SetAside(
                messages,
                new Unreadable(
                        request.key().value(),
                        Optional.of(request.jurisdictionId()),
                        Optional.of(request.kind()),
                        outcome,
                        Optional.of(delivery),
                        Optional.empty(),
                        request.runId()));
    }

    /// A message whose object is gone although nobody handled it.
    static Work.SetAside lost(Work.Gone gone) {
        var request = gone.request();
        var outcome = new Outcome.Rejected("object", "the object that the message names", "none");
        return new Work.SetAside(
                gone.messages(),
                new Unreadable(
                        request.key().value(),
                        Optional.of(request.jurisdictionId()),
                        Optional.of(request.kind()),
                        outcome,
                        Optional.empty(),
                        Optional.of(request.received().body()),
                        request.runId()));
    }

    /// Messages without their object, which stays where it is.
    static Work.SetAside setAside(List<Received> messages, Outcome.Rejected outcome) {
        var message = messages.getLast();
        return new Work.SetAside(
                messages,
                new Unreadable(
                        "message " + message.messageId(),
                        Optional.empty(),
                        Optional.empty(),
                        outcome,
                        Optional.empty(),
                        Optional.of(message.body()),
                        Optional.empty()));
    }
}
