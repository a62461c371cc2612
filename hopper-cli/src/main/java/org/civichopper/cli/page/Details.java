package org.civichopper.cli.page;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.civichopper.cli.explain.Asked;
import org.civichopper.cli.explain.LifeReader;
import org.civichopper.cli.failures.BucketAndQueue;
import org.civichopper.cli.failures.FailedDocument;
import org.civichopper.cli.failures.Failure;
import org.civichopper.cli.failures.FailureFilter;
import org.civichopper.cli.failures.FailureGroup;
import org.civichopper.cli.failures.FailureId;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.database.Database;
import org.civichopper.database.Work;
import org.civichopper.database.ledger.RecentRuns;
import org.civichopper.database.ledger.RunDocuments;
import software.amazon.awssdk.core.exception.SdkException;

/// What a row of the page opens: a page of its own, read when somebody asks for it. Few at a time,
/// and none of them for long, so that readers do not take the database from the importer.
final class Details {

    private static final int AT_ONCE = 2;
    private static final String TOO_LONG = "57014";

    /// A question that may fail as the database or the bucket does.
    private interface Question {

        Reply answer() throws SQLException;
    }

    private final Sources sources;
    private final Database database;
    private final FailureReader failures;
    private final Readings readings;
    private final Templates templates;
    private final Semaphore places = new Semaphore(AT_ONCE);

    Details(Sources sources, Readings readings, Templates templates) {
        this.sources = sources;
        this.database = sources.database();
        this.failures = sources.failures();
        this.readings = readings;
        this.templates = templates;
    }

    /// @return nothing for a path that is none of these
    Optional<Reply> answer(String path, Form query, Scope scope) throws InterruptedException {
        return switch (path) {
            case "/document" -> Optional.of(inTurn(() -> document(query.field("key"))));
            case "/failure" -> Optional.of(inTurn(() -> failure(query.field("id"))));
            case "/reason" -> Optional.of(inTurn(() -> reason(query.field("id"), scope)));
            case "/run" -> Optional.of(inTurn(() -> run(query.field("id"), query.field("of"))));
            default -> Optional.empty();
        };
    }

    private Reply inTurn(Question question) throws InterruptedException {
        places.acquire();
        try {
            return question.answer();
        } catch (SQLException e) {
            return TOO_LONG.equals(e.getSQLState())
                    ? Reply.refusal(
                            503,
                            "the database: expected an answer within 5 seconds, found none: hopper explain and hopper failures show wait longer")
                    : Reply.refusal(
                            503,
                            "the database: expected an answer, found: "
                                    + e.getMessage()
                                    + ": see docs/runbook.md#database");
        } catch (SdkException e) {
            return Reply.refusal(
                    503, "bucket or queue: expected an answer, found: " + e.getMessage());
        } finally {
            places.release();
        }
    }

    private Reply document(String key) throws SQLException {
        if (key.isBlank()) {
            return Reply.refusal(400, "key: expected what is to be found, found nothing");
        }
        var life = inTime(connection -> new LifeReader(connection).read(Asked.of(key)));
        var page = Reply.html(templates.render("document", LifeView.of(life)));
        return life.isUnknown() ? page.as(404) : page;
    }

    private Reply failure(String typed) throws SQLException {
        var id = FailureId.parse(typed);
        if (id.isEmpty()) {
            return Reply.refusal(400, "id: expected a failure such as r12, found: " + typed);
        }
        return failures.find(id.get())
                .map(found ->
                        Reply.html(
                                templates.render(
                                        "failure", FailureView.of(found, documentOf(found)))))
                .orElseGet(() ->
                        Reply.refusal(
                                404,
                                typed
                                        + ": expected a failure that is open, found none: it was put back, or done since"));
    }

    private Optional<FailedDocument> documentOf(Failure failure) {
        return sources.bucketAndQueue()
                .flatMap((BucketAndQueue site) -> FailedDocument.read(failure, site))
                .or(() -> FailedDocument.message(failure));
    }

    private Reply reason(String id, Scope scope) throws SQLException {
        var group = group(id, scope);
        if (group.isEmpty()) {
            return Reply.refusal(
                    404,
                    "expected a reason for which something fails, found none: what failed for it is gone");
        }
        var reason = group.get().reason();
        var filter =
                new FailureFilter(scope.jurisdictionId(), Optional.empty(), Optional.of(reason));
        // The filter takes a part of a reason; here it is the whole.
        var found =
                failures.failures(filter, ReasonView.SHOWN).stream()
                        .filter(failure -> failure.reason().equals(reason))
                        .toList();
        return Reply.html(
                templates.render(
                        "reason", ReasonView.of(reason, group.get().count(), found, scope)));
    }

    private Optional<FailureGroup> group(String id, Scope scope) {
        return readings.latest(scope).snapshot().stream()
                .flatMap(snapshot -> snapshot.failures().groups().stream())
                .filter(group -> Ids.of(group.reason()).equals(id))
                .findFirst();
    }

    private Reply run(String id, String jurisdictionId) throws SQLException {
        var view =
                inTime(connection -> {
                    var run = RecentRuns.one(connection, id, jurisdictionId);
                    if (run.isEmpty()) {
                        return Optional.<RunView>empty();
                    }
                    var documents = new RunDocuments(connection, id, jurisdictionId);
                    return Optional.of(
                            RunView.of(
                                    run.get(),
                                    documents.counts(),
                                    documents.rejected(RunView.SHOWN),
                                    documents.newest(RunView.SHOWN)));
                });
        return view.map(run -> Reply.html(templates.render("run", run)))
                .orElseGet(() ->
                        Reply.refusal(
                                404,
                                "expected a run of the ledger, found none of that name: hopper runs lists them"));
    }

    private static final String FOR_FIVE_SECONDS = "SET LOCAL statement_timeout = '5s'";

    private <T> T inTime(Work<T> work) throws SQLException {
        return database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(FOR_FIVE_SECONDS);
            }
            return work.on(connection);
        });
    }
}
