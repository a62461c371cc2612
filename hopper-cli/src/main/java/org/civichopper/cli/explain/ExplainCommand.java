package org.civichopper.cli.explain;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.civichopper.cli.db.OperatorDatabase;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.DatabaseOption;
import org.civichopper.commandline.Screen;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.model.text.Harmless;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hopper explain`: what became of one document.
@Command(
        name = "explain",
        description =
                "Tells the life of one document: when it was scraped, sent, received and committed, with"
                        + " which outcome each time, what stands of it, what it waits for and what waits"
                        + " for it.",
        footer = {
            "",
            "Examples:",
            "  hopper explain de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json",
            "  hopper explain 00c832d2-e947-11f0-8633-a2a45e751eb0",
            "  hopper explain de 153 HB 6"
        },
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private DatabaseOption database;

    @Parameters(
            paramLabel = "KEY",
            arity = "1..*",
            description =
                    "An object's key, a key under archived/ or rejected/, a scraper's _id, an id of the"
                            + " database, or a bill as <abbr> <session> <identifier>")
    private List<String> words;

    @Option(names = "--json", description = "Prints one JSON object for machines.")
    private boolean json;

    @Override
    public Integer call() {
        var life = read(Asked.of(String.join(" ", words)));
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(LifeJson.of(life));
        } else if (!life.isUnknown()) {
            new LifeText(new Screen(spec.usageMessage().width())).of(life).forEach(out::println);
        }
        if (life.isUnknown()) {
            throw new CannotRunException(
                    "%s: nothing is known of it, neither as %s: look at its spelling, or send it"
                            .formatted(
                                    Harmless.line(life.key()),
                                    String.join(" nor as ", life.tried())));
        }
        return ExitCode.OK;
    }

    private Life read(Asked asked) {
        try (var connections = OperatorDatabase.open(database.url(DatabaseUrl::parse))) {
            return connections.inTransaction(connection -> new LifeReader(connection).read(asked));
        } catch (SQLException e) {
            throw new CannotRunException(
                    database.url(DatabaseUrl::parse)
                            + ": expected to read the ledger, found: "
                            + e.getMessage(),
                    e);
        }
    }
}
