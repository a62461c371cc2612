package org.civichopper.bulk.command;

import java.util.Optional;
import org.civichopper.bulk.finish.Identifier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// The schema of a data set, for commands that do not load: use it as a mixin.
public final class SchemaOption {

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "The schema of the tables. Default: the data set's own.")
    private String schema;

    public String name(String usual) {
        try {
            return Identifier.schema(Optional.ofNullable(schema).orElse(usual));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), "--schema: " + e.getMessage(), e);
        }
    }
}
