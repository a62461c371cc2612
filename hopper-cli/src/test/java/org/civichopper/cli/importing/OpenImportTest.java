package org.civichopper.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.cli.runs.RunState;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.ledger.RecentRuns;
import org.civichopper.database.ledger.RunLedger;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenImportTest {

    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    private Database database;

    @BeforeEach
    void open() {
        database = OperatorDatabase.open(DatabaseUrl.parse(TestDatabases.fresh()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anImportThatDoesNotComeToItsEndIsBrokenOff() throws Exception {
        try (var _ = new OpenImport(database, "stopped", DELAWARE)) {
            assertThat(state()).isEqualTo("in progress");
        }
        assertThat(state()).isEqualTo("broken off");
    }

    @Test
    void anImportThatCameToItsEndStaysImported() throws Exception {
        try (var open = new OpenImport(database, "whole", DELAWARE)) {
            end("{}");
            open.ended();
        }
        assertThat(state()).isEqualTo("imported");
    }

    @Test
    void anImportThatLacksSomethingSaysSo() throws Exception {
        try (var open = new OpenImport(database, "lacking", DELAWARE)) {
            end("{\"bill\": {\"insert\": 3, \"rejected\": 2}, \"parked\": 1, \"failed\": 0}");
            open.ended();
        }
        assertThat(state()).isEqualTo("imported, but 2 rejected, 1 parked");
    }

    private void end(String counts) throws Exception {
        database.inTransaction(connection -> {
            var id = RecentRuns.read(connection, Optional.empty(), 1).getFirst().id();
            new RunLedger(connection).end(id, counts);
            return null;
        });
    }

    private String state() throws Exception {
        return database.inTransaction(connection ->
                RunState.of(RecentRuns.read(connection, Optional.empty(), 1).getFirst()).words());
    }
}
