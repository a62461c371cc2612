package org.civichopper.importer.drain;

import static java.util.stream.Collectors.toSet;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.Scrapes;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.queue.Received;
import org.civichopper.model.wire.RunMessage;

/// What scrapes say of themselves, after the documents of their batch are committed: it never keeps
/// those waiting, and may speak of a jurisdiction that one of them brought.
final class RunMessages {

    private final Database database;
    private final Importer importer;

    RunMessages(Database database, Importer importer) {
        this.database = database;
        this.importer = importer;
    }

    /// The same work, with what is left to do for the messages of scrapes.
    List<Work> hear(List<Work> work) {
        var runs =
                work.stream()
                        .filter(Work.Run.class::isInstance)
                        .map(each -> ((Work.Run) each).message())
                        .toList();
        if (runs.isEmpty()) {
            return work;
        }
        try {
            var unknown =
                    database.inTransaction(connection -> {
                        var ledger = new Scrapes(connection);
                        var none =
                                ledger.unknown(
                                        runs.stream()
                                                .map(RunMessage::jurisdictionId)
                                                .collect(toSet()));
                        ledger.hear(
                                runs.stream()
                                        .filter(run -> !none.contains(run.jurisdictionId()))
                                        .toList());
                        return none;
                    });
            return settled(work, unknown);
        } catch (SQLException e) {
            var why = "the database: " + e.getMessage();
            return work.stream()
                    .map(each ->
                            each instanceof Work.Run run
                                    ? new Work.Failed(run.messages(), why)
                                    : each)
                    .toList();
        }
    }

    private List<Work> settled(List<Work> work, Set<String> unknown) throws SQLException {
        var settled = new ArrayList<Work>();
        var strangers = new ArrayList<Unreadable>();
        for (var each : work) {
            if (!(each instanceof Work.Run(var messages, var run))) {
                settled.add(each);
            } else if (unknown.contains(run.jurisdictionId())) {
                var aside = stranger(messages, run);
                settled.add(aside);
                strangers.add(aside.thing());
            } else {
                settled.add(new Work.Done(messages));
            }
        }
        importer.importBatch(List.of(), strangers);
        return settled;
    }

    private static Work.SetAside stranger(List<Received> messages, RunMessage run) {
        var outcome =
                new Outcome.Rejected(
                        "run message: jurisdiction_id",
                        "a jurisdiction that stands: its own document comes first, or hopper db init",
                        "\"" + run.jurisdictionId() + "\"");
        return DocumentSource.setAside(messages, outcome);
    }
}
