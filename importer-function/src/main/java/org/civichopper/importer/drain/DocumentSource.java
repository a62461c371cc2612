package org.civichopper.importer.drain;

import static java.util.stream.Collectors.partitioningBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.aws.Parallel;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.ScraperFolders;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.bucket.Bucket;
import org.civichopper.importer.bucket.ByteBudget;
import org.civichopper.importer.bucket.Fetched;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Sha256;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.model.wire.RunMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches and reads what messages ask for, all at once, within a budget of memory. Nothing that a
/// message or an object says can make it fail: it becomes work of another sort.
public final class DocumentSource {

    private static final Logger LOG = LoggerFactory.getLogger(DocumentSource.class);
    private static final int DAYS_IN_THE_QUEUE = 7; // the retention of template.yaml

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

    List<Work> load(List<Received> messages, ByteBudget budget) {
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
        Parallel.map(requests.values(), asked -> fetch(asked, budget)).forEach(work::addAll);
        return work;
    }

    /// What objects hold that are gone from their place although the ledger knows nothing of them:
    /// after the restore of an older backup they are put away already.
    ///
    /// @return for each of these, in their order
    List<Work> loadPutAway(List<Work.Gone> gone, ByteBudget budget) {
        return Parallel.map(gone, each -> loadPutAway(each, budget));
    }

    private Work loadPutAway(Work.Gone gone, ByteBudget budget) {
        var request = gone.request();
        var memory = budget.share();
        var fetched =
                bucket.fetchPutAway(
                        request.key(), days(request), request.message().sha256(), memory);
        return fetched instanceof Fetched.Missing
                ? lost(gone)
                : work(gone.messages(), request, fetched, memory);
    }

    // An object comes before its message, perhaps just before midnight. A message that does not
    // say when it was sent may have waited for as long as the queue keeps it.
    private static List<LocalDate> days(Request request) {
        var last = request.message().sentAt().orElse(request.received().receivedAt());
        var day = last.atOffset(ZoneOffset.UTC).toLocalDate();
        var before = request.message().sentAt().isPresent() ? 1 : DAYS_IN_THE_QUEUE;
        return Stream.iterate(day.minusDays(before), next -> next.plusDays(1))
                .limit(before + 1L)
                .toList();
    }

    private Work run(Received message) {
        var run = RunMessage.parse(message.body());
        if (!run.bucket().equals(bucket.name())) {
            throw new InvalidInputException(
                    "run message: bucket", "\"" + bucket.name() + "\"", "\"" + run.bucket() + "\"");
        }
        return new Work.Run(List.of(message), run);
    }

    /// A message that names other content than lies there is done: what it spoke of was
    /// overwritten, and what lies there has a message of its own, or gets one from the sweep.
    ///
    /// @param asked all the messages for one object; the last speaks for them, of those that say
    ///   what its folder says if there are any
    private List<Work> fetch(List<Request> asked, ByteBudget budget) {
        var memory = budget.share();
        var key = asked.getLast().key();
        var fetched = bucket.fetch(key, memory);
        steps.reached(Step.FETCHED);
        var meant = asked.stream().collect(partitioningBy(each -> !each.isForAnotherThan(fetched)));
        var own = meant.get(true);
        var others = meant.get(false);
        var work = new ArrayList<Work>();
        if (!others.isEmpty()) {
            LOG.info(
                    "{}: superseded by what lies there: {} messages name other content",
                    key,
                    others.size());
            work.add(new Work.Done(messages(others)));
        }
        if (!own.isEmpty()) {
            var request =
                    own.reversed().stream()
                            .filter(Request::isOfItsFolder)
                            .findFirst()
                            .orElse(own.getLast());
            work.add(work(messages(own), request, fetched, memory));
        }
        return work;
    }

    private static List<Received> messages(List<Request> asked) {
        return asked.stream().map(Request::received).toList();
    }

    private Work work(
            List<Received> messages, Request request, Fetched fetched, ByteBudget.Share memory) {
        return switch (fetched) {
            case Fetched.Found found -> read(messages, request, found, memory);
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
            List<Received> messages,
            Request request,
            Fetched.Found found,
            ByteBudget.Share memory) {
        var delivery = delivery(request, found.stored(), found.contentHash());
        try {
            var unpacked = content(request, found, memory);
            if (unpacked.isEmpty()) {
                return new Work.Later(messages);
            }
            var content = unpacked.get();
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

    // One after the other: what is unpacked has no room of its own before it is weighed.
    private synchronized Optional<byte[]> content(
            Request request, Fetched.Found found, ByteBudget.Share memory) {
        var content = reader.plain(request.key().zipped(), found.bytes());
        return memory.take(ByteBudget.weight(content)) ? Optional.of(content) : Optional.empty();
    }

    private static Delivery delivery(Request request, Fetched.Stored stored, String hash) {
        return new Delivery(
                request.key().value(),
                stored.key(),
                stored.etag(),
                stored.putAt(),
                stored.form(),
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
    private static Work.SetAside lost(Work.Gone gone) {
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
