package org.civichopper.cli.failures;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.civichopper.aws.Parallel;
import org.civichopper.aws.Refusal;
import org.civichopper.cli.failures.ForgottenObjects.Forgotten;
import org.civichopper.cli.failures.Replayed.Outcome;
import org.civichopper.database.Database;
import org.civichopper.importer.arrival.ScraperFolders;
import org.civichopper.importer.arrival.ScraperFolders.Owner;
import software.amazon.awssdk.core.exception.SdkException;

/// Puts back what was put away and what the ledger has no receipt of: the object under its first
/// key, then its message into the queue. Once the importer has handled it there is a receipt, so
/// that it may be repeated, interrupted and begun anew.
final class ArchiveReplay {

    /// What came of one object.
    ///
    /// @param why it was not sent; empty if it was
    record Returned(String storedKey, String file, Outcome outcome, String why) {}

    private static final int AT_ONCE = 50; // whole documents in memory

    private final ForgottenObjects forgotten;
    private final StoredObjects objects;
    private final Outgoing outgoing;
    private final ScraperFolders folders;
    private final Instant since;
    private final Optional<String> jurisdictionId;

    /// @param since when those were put away that the ledger may not know
    /// @param jurisdictionId only whose objects; empty for all
    ArchiveReplay(
            Database database,
            BucketAndQueue site,
            ScraperFolders folders,
            Instant since,
            Optional<String> jurisdictionId) {
        this.forgotten = new ForgottenObjects(database, site.s3(), site.bucket());
        this.objects = new StoredObjects(site.s3(), site.bucket());
        this.outgoing = new Outgoing(site.sqs(), site.queueUrl(), site.bucket());
        this.folders = folders;
        this.since = since;
        this.jurisdictionId = jurisdictionId;
    }

    /// Tells what would be put back.
    void preview(Consumer<Returned> listener) throws SQLException {
        find(page -> page.forEach(each -> listener.accept(returned(each, Optional.empty()))));
    }

    void run(Consumer<Returned> listener) throws SQLException {
        find(page -> {
            for (int from = 0; from < page.size(); from += AT_ONCE) {
                putBack(page.subList(from, Math.min(page.size(), from + AT_ONCE)))
                        .forEach(listener);
            }
        });
    }

    private void find(ForgottenObjects.Listener listener) throws SQLException {
        var day = since.atOffset(ZoneOffset.UTC).toLocalDate();
        forgotten.find(
                day.minusDays(ForgottenObjects.DAYS_ON_THE_WAY),
                since,
                Long.MAX_VALUE,
                page -> {
                    var wanted = page.stream().filter(this::isWanted).toList();
                    if (!wanted.isEmpty()) {
                        listener.forgotten(wanted);
                    }
                });
    }

    private boolean isWanted(Forgotten object) {
        return jurisdictionId.isEmpty()
                || owner(object).map(Owner::jurisdictionId).equals(jurisdictionId);
    }

    private Optional<Owner> owner(Forgotten object) {
        return folders.owner(object.key().objectKey().folder());
    }

    /// @param refused why it lies not under its first key, where it does not
    private record Attempt(Forgotten object, Optional<String> refused) {}

    private List<Returned> putBack(List<Forgotten> chunk) {
        var attempts = Parallel.map(chunk, each -> new Attempt(each, refusal(each)));
        var back = attempts.stream().filter(each -> each.refused().isEmpty()).toList();
        var unsent = outgoing.send(back.stream().map(each -> message(each.object())).toList());
        var returned = new ArrayList<Returned>();
        for (int i = 0; i < back.size(); i++) {
            returned.add(returned(back.get(i).object(), unsent.get(i)));
        }
        attempts.stream()
                .filter(each -> each.refused().isPresent())
                .forEach(each -> returned.add(returned(each.object(), each.refused())));
        return returned;
    }

    private String message(Forgotten object) {
        return outgoing.message(
                object.key().objectKey(),
                owner(object).orElseThrow().jurisdictionId(), // else it was not put back
                Optional.empty());
    }

    private Optional<String> refusal(Forgotten object) {
        if (owner(object).isEmpty()) {
            return Optional.of(
                    "expected a folder named by the abbreviation of a jurisdiction, or in HOPPER_FOLDERS: name it there");
        }
        try {
            return switch (objects.putBack(object.key().value(), object.key().objectKey())) {
                case DONE -> Optional.empty();
                case TAKEN ->
                        Optional.of(
                                "another object lies under its key and goes first: run it again then");
                case GONE -> Optional.of("it is gone by now");
            };
        } catch (SdkException e) {
            return Optional.of(Refusal.of(e));
        }
    }

    private static Returned returned(Forgotten object, Optional<String> refused) {
        return new Returned(
                object.key().value(),
                object.key().objectKey().value(),
                refused.isEmpty() ? Outcome.SENT : Outcome.NOT_POSSIBLE,
                refused.orElse(""));
    }
}
