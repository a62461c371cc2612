package org.civichopper.bulk.command;

import java.util.Optional;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.commandline.Surroundings;
import org.civichopper.database.DatabaseUrl;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Where the database is, for every command of the bulk side: what its option says, else the
/// surroundings.
final class DatabaseAddress {

    private static final String OLDER = "PREFECT__CONTEXT__SECRETS__DSN"; // of an older loader

    private DatabaseAddress() {}

    /// @throws ParameterException if there is none, or none that can be read
    static Sessions sessions(CommandSpec command, String option, Surroundings surroundings) {
        var url =
                named(option, surroundings)
                        .orElseThrow(() ->
                                new ParameterException(
                                        command.commandLine(),
                                        "Expected the address of a database, found none: set"
                                                + " DATABASE_URL or give --database-url"
                                                + " postgresql://user:password@host:port/database"));
        try {
            return new Sessions(DatabaseUrl.parse(url));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }

    static Optional<String> named(String option, Surroundings surroundings) {
        return Optional.ofNullable(option)
                .or(() -> surroundings.value("DATABASE_URL"))
                .or(() -> surroundings.value(OLDER));
    }
}
