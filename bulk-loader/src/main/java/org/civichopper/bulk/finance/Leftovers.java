package org.civichopper.bulk.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.civichopper.bulk.finance.row.Search;
import org.civichopper.bulk.finance.row.SearchCopy;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.ledger.RunLock;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;

/// What runs of the same state left behind that were killed, and that no command goes on with
/// because its options are others: their staging and their indices.
record Leftovers(Settings settings, Optional<Search> search) {

    private static final int LATEST = 200;

    /// In the transaction of the caller.
    void clear(Connection connection, LoadRun own, Notes notes) throws SQLException {
        var runs = new LoadRuns(connection);
        for (var run : runs.recent(LATEST)) {
            if (isOfState(run)
                    && run.id() != own.id()
                    && run.status() == LoadStatus.RUNNING
                    && RunLock.isFree(connection, run.id())) {
                new Staging(
                                run.id(),
                                new Target(run.arguments().path("schema").asText()),
                                settings.state().code())
                        .drop(connection);
                if (run.arguments().path("env").asText().equals(settings.env())) {
                    dropIndices(
                            search.map(each -> each.copy(settings.state().code(), run.startedAt())),
                            notes);
                }
                runs.close(
                        run.id(),
                        LoadStatus.ABANDONED,
                        run.counts(),
                        Optional.of("its process was gone; run %d began anew".formatted(own.id())));
            }
        }
    }

    private boolean isOfState(LoadRun run) {
        return run.dataset().equals(CampaignFinance.DATASET)
                && run.arguments().path("state").asText().equals(settings.state().code());
    }

    /// Fails nothing: where the server is away, a later prune finds them.
    static void dropIndices(Optional<SearchCopy> copy, Notes notes) {
        try {
            copy.ifPresent(SearchCopy::drop);
        } catch (LoadStopped e) {
            notes.say("indices of a run that does not go on stay behind: " + e.getMessage());
        }
    }
}
