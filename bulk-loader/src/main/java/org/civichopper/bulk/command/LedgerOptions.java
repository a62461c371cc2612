package org.civichopper.bulk.command;

import java.sql.SQLException;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.tell.Addressees;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.Work;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The options of commands that ask the ledger of loads: use it as a mixin.
public final class LedgerOptions {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "Where the database is, as postgresql://user:password@host:port/database."
                            + " Default: DATABASE_URL.")
    private String databaseUrl;

    @Option(names = "--json", description = "Prints JSON for machines.")
    private boolean json;

    public boolean json() {
        return json;
    }

    public Sessions sessions(Surroundings surroundings) {
        return DatabaseAddress.sessions(command, databaseUrl, surroundings);
    }

    /// Who is told, as the surroundings say.
    public Addressees addressees(Surroundings surroundings) {
        try {
            return Addressees.parse(surroundings.value("HOPPER_NOTIFY"), surroundings.values());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    command.commandLine(), "HOPPER_NOTIFY: " + e.getMessage(), e);
        }
    }

    /// As [#ask], with another answer where no database is named, or nothing was loaded there yet.
    public <T> T askOr(T otherwise, Surroundings surroundings, Work<T> question) {
        if (DatabaseAddress.named(databaseUrl, surroundings).isEmpty()) {
            return otherwise;
        }
        var sessions = sessions(surroundings);
        try (var connection = sessions.open()) {
            var answer = LoadSchema.isThere(connection) ? question.on(connection) : otherwise;
            connection.commit();
            return answer;
        } catch (SQLException e) {
            throw new CannotRunException(sessions + ": " + e.getMessage(), e);
        }
    }

    /// In one transaction, on a database that has the ledger.
    ///
    /// @throws CannotRunException where there is none, or no database
    public <T> T ask(Surroundings surroundings, Work<T> question) {
        var sessions = sessions(surroundings);
        try (var connection = sessions.open()) {
            if (!LoadSchema.isThere(connection)) {
                throw new CannotRunException(
                        sessions
                                + ": expected loads, found that nothing was loaded here yet: hopper load 311");
            }
            var answer = question.on(connection);
            connection.commit();
            return answer;
        } catch (SQLException e) {
            throw new CannotRunException(sessions + ": " + e.getMessage(), e);
        }
    }
}
