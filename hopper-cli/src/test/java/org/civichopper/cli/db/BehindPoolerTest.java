package org.civichopper.cli.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.ChildJvm;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.TestDatabases;
import org.civichopper.testing.TransactionPooler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands of operators where a pooler gives a connection away after each transaction.
class BehindPoolerTest {

    @TempDir private Path data;

    /// All of them in one process, which takes its settings from its environment.
    static final class Commands {

        public static void main(String[] arguments) {
            var directory = arguments[0];
            var bill = DelawareScrape.billKey(1).replace("de/bill_", "").replace(".json", "");
            for (var command :
                    List.of(
                            List.of("db", "init"),
                            List.of("import", directory),
                            List.of("import", "--compare", directory),
                            List.of("runs"),
                            List.of("runs", "--json"),
                            List.of("failures"),
                            List.of("status"),
                            List.of("explain", bill),
                            List.of("explain", bill))) {
                var code = HopperCommand.commandLine().execute(command.toArray(String[]::new));
                System.out.println("ended with " + code + ": " + command.getFirst());
            }
        }
    }

    @Test
    void everyCommandWorksThatIsToldOfIt() throws Exception {
        DelawareScrape.write(DelawareScrape.documents(), data);
        try (var pooler = TransactionPooler.before(TestDatabases.empty())) {
            var process = ChildJvm.of("256m", Commands.class, List.of(data.toString()));
            process.environment().put("DATABASE_URL", pooler.url());
            process.environment().put("HOPPER_DATABASE_POOLER", "on");
            var said = process.start().inputReader().readAllAsString();

            assertThat(said)
                    .doesNotContain("prepared statement")
                    .contains(
                            "ended with 0: db",
                            "ended with 0: import",
                            "ended with 0: runs",
                            "ended with 0: failures",
                            "ended with 0: explain")
                    .doesNotContain("ended with 1");
        }
    }
}
