package org.civichopper.cli.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import org.civichopper.cli.HopperCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many statements a batch costs, as the server counts them.
class StatementCountTest {

    private static final String CALLS =
            """
            SELECT sum(calls)
              FROM pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    @TempDir private Path folder;

    @Test
    void aBatchCostsAsManyStatementsForManyDocumentsAsForFew() throws Exception {
        var few = statements("few", 14, 8, 6);
        var many = statements("many", 140, 100, 60);

        assertThat(many).isEqualTo(few);
    }

    // New documents, the same again, and the next scrape with some that changed.
    private String statements(String name, int bills, int votes, int events) throws Exception {
        var statehouse = new Statehouse();
        statehouse.execute("CREATE EXTENSION pg_stat_statements");
        var first = sample(name + "/first", bills, votes, events, 1);
        var counts = "";
        for (var scrape :
                new Path[] {first, first, sample(name + "/second", bills, votes, events, 2)}) {
            statehouse.execute("SELECT pg_stat_statements_reset()");
            assertThat(statehouse.importBatch(scrape)).containsKeys("noop");
            counts += " " + statehouse.ask(CALLS).getFirst();
        }
        return counts;
    }

    private Path sample(String name, int bills, int votes, int events, int revision) {
        var out = folder.resolve(name);
        var exitCode =
                HopperCommand.commandLine()
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .execute(
                                "sample",
                                "--out=" + out,
                                "--bills=" + bills,
                                "--votes=" + votes,
                                "--events=" + events,
                                "--revision=" + revision);
        assertThat(exitCode).isZero();
        return out.resolve("wy");
    }
}
