package org.civichopper.commandline;

import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// `--database-url`, the same for every command that needs a database: use it as a mixin.
public final class DatabaseOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:DATABASE_URL}",
            description = {
                "Where the database is, in the form postgresql://user:password@host:port/database",
                "Default: the environment variable DATABASE_URL, which keeps the password out of the"
                        + " list of processes."
            })
    private String text;

    private boolean named() {
        return text != null && !text.isBlank();
    }

    /// @param parse throws an [IllegalArgumentException] that says what is wrong
    /// @throws ParameterException if there is none, or none that can be read
    public <U> U url(Function<String, U> parse) {
        var surroundings = Surroundings.here();
        var url = named() ? Optional.of(text) : surroundings.value("DATABASE_URL");
        surroundings.tell(command.commandLine().getErr());
        if (url.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "Expected the address of a database, found none: set DATABASE_URL or give"
                            + " --database-url postgresql://user:password@host:port/database");
        }
        try {
            return parse.apply(url.get());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage(), e);
        }
    }
}
