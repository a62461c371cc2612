package org.civichopper.cli.cloud;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where a command finds what the function is set to.
public final class EnvironmentOptions {

    @Option(
            names = "--env-file",
            paramLabel = "FILE",
            description = "The function's variables, one KEY=value a line.")
    private Optional<Path> variables = Optional.empty();

    @Option(
            names = "--dir",
            defaultValue = ".hopper",
            paramLabel = "FOLDER",
            description = "The folder of the running hopper up (default: ${DEFAULT-VALUE}).")
    private Path folderOfUp;

    /// Whether a file is named, which goes before everything else.
    public boolean nameAFile() {
        return variables.isPresent();
    }

    /// As [FunctionEnvironment#choose] says.
    public FunctionEnvironment choose(Map<String, String> shell) {
        return FunctionEnvironment.choose(variables, shell, folderOfUp);
    }
}
