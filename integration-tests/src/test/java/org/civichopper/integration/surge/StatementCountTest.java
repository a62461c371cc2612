package org.civichopper.integration.surge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.integration.Statehouse;
import org.civichopper.testing.SoundTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many statements a batch costs, as the server counts them: BEGIN and COMMIT, settings and
/// locks included.
class StatementCountTest {

    private static final int MOST = 61;

    private static final String STATEMENTS =
            """
            SELECT calls || ' × ' || query
              FROM pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND query NOT LIKE '%pg_stat_statements%'
             ORDER BY query
            """;

    @TempDir private Path folder;

    @Test
    void aScrapeCostsAsMuchForManyDocumentsAsForFew() throws Exception {
        var few = counts("few", name -> sample(name, 14, 8, 6));
        var many = counts("many", name -> sample(name, 140, 100, 60));

        assertThat(many).isEqualTo(few);
    }

    @Test
    void whateverChangesInIt() throws Exception {
        var few = counts("few", name -> busy(name, 3));
        var many = counts("many", name -> busy(name, 27));

        assertThat(many).isEqualTo(few);
    }

    private interface Scrapes {
        List<Path> in(Path folder) throws IOException;
    }

    // New documents, the same again, and the next scrape with some that changed.
    private List<Integer> counts(String name, Scrapes scrapes) throws SQLException, IOException {
        var statehouse = new Statehouse();
        var counts = new ArrayList<Integer>();
        try (var watcher = statehouse.connectAsSuperuser();
                var statement = watcher.createStatement()) {
            statement.execute("CREATE EXTENSION pg_stat_statements");
            // From its fifth time on, what begins a transaction is prepared, and counts once for
            // two.
            statehouse.execute("SELECT 1");
            for (var scrape : scrapes.in(folder.resolve(name))) {
                SoundTables.ask(watcher, "SELECT pg_stat_statements_reset()");
                var outcomes = statehouse.importBatch(scrape);
                var statements = SoundTables.ask(watcher, STATEMENTS);
                var count = statements.stream().mapToInt(StatementCountTest::calls).sum();
                assertThat(count).as("%s %s", outcomes, statements).isLessThanOrEqualTo(MOST);
                counts.add(count);
            }
        }
        return counts;
    }

    private static int calls(String statement) {
        return Integer.parseInt(statement.substring(0, statement.indexOf(' ')));
    }

    private static List<Path> busy(Path folder, int tenths) throws IOException {
        var first = BusyScrape.write(folder.resolve("first"), 1, tenths);
        return List.of(first, first, BusyScrape.write(folder.resolve("second"), 2, tenths));
    }

    private static List<Path> sample(Path folder, int bills, int votes, int events) {
        var first = sample(folder.resolve("first"), bills, votes, events, 1);
        return List.of(first, first, sample(folder.resolve("second"), bills, votes, events, 2));
    }

    private static Path sample(Path out, int bills, int votes, int events, int revision) {
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
