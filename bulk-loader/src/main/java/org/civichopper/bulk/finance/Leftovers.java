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
/// because its options are others: their staging, and their indices wherever they are.
record Leftovers(Settings settings, CampaignFinance.Searches searches, Notes notes) {

    private static final int LATEST = 200;

    /// In the transaction of the caller.
    void clear(Connection connection, LoadRun own) throws SQLException {
        var runs = new LoadRuns(connection);
        for (var run : runs.recent(LATEST)) {
            if (isOfState(run)
                    && run.id() != own.id()
                    && run.status() == LoadStatus.RUNNING
                    && RunLock.isFree(connection, run.id())) {
                var others = Settings.of(run.arguments(), settings.state());
                new Staging(run.id(), new Target(others.schema()), settings.state().code())
                        .drop(connection);
                dropIndices(others, run);
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

    private void dropIndices(Settings others, LoadRun run) {
        try (var opened = new Opened(searches.of(others))) {
            drop(opened.search().map(each -> each.copy(others.state().code(), run.startedAt())));
        } catch (IllegalArgumentException e) {
            notes.say("indices of run %d stay behind: %s".formatted(run.id(), e.getMessage()));
        }
    }

    private record Opened(Optional<Search> search) implements AutoCloseable {

        @Override
        public void close() {
            search.ifPresent(Search::close);
        }
    }

    /// Fails nothing: where the server is away, a later prune finds them.
    void drop(Optional<SearchCopy> copy) {
        try {
            copy.ifPresent(SearchCopy::drop);
        } catch (LoadStopped e) {
            notes.say("indices of a run that does not go on stay behind: " + e.getMessage());
        }
    }
}
