package org.civichopper.cli.cloud;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.civichopper.aws.BucketName;
import org.civichopper.aws.QueueUrl;
import org.civichopper.commandline.CannotRunException;

/// What the function is set to, and where that was found.
///
/// @param source in words
public record FunctionEnvironment(Map<String, String> variables, String source) {

    private static final String BUCKET = BucketName.VARIABLE;

    /// The file if one is named; else the shell, if it names a bucket; else what a running `hopper
    /// up` wrote. They are never mixed: half a local cloud and half a real one would be neither.
    public static FunctionEnvironment choose(
            Optional<Path> named, Map<String, String> shell, Path folderOfUp) {
        if (named.isPresent()) {
            return of(named.get(), shell);
        }
        if (shell.containsKey(BUCKET)) {
            return ofShell(shell);
        }
        var running = folderOfUp.resolve("env");
        if (Files.exists(running)) {
            return of(running, shell);
        }
        throw new CannotRunException(
                "expected a bucket, a queue and a database to work with, found neither %s nor %s in the environment. Start hopper up in another terminal, or name a file with --env-file."
                        .formatted(running, BUCKET));
    }

    /// Nothing but the shell, for whoever can do without a bucket.
    public static FunctionEnvironment ofShell(Map<String, String> shell) {
        return new FunctionEnvironment(
                only(shell, FunctionEnvironment::isOfTheFunction), "the environment");
    }

    private static FunctionEnvironment of(Path file, Map<String, String> shell) {
        var variables = new HashMap<>(new EnvironmentFile(file).read());
        variables.putAll(settings(shell));
        return new FunctionEnvironment(variables, file.toString());
    }

    /// How the function is to behave, as opposed to where: that may come from the shell in any
    /// case.
    static Map<String, String> settings(Map<String, String> shell) {
        return only(shell, name -> name.startsWith("HOPPER_"));
    }

    private static boolean isOfTheFunction(String name) {
        return name.startsWith("HOPPER_")
                || name.startsWith("AWS_")
                || name.equals(BUCKET)
                || name.equals(QueueUrl.VARIABLE)
                || name.equals("DATABASE_URL");
    }

    private static Map<String, String> only(Map<String, String> shell, Predicate<String> wanted) {
        var variables = new HashMap<>(shell);
        variables.keySet().removeIf(wanted.negate());
        return variables;
    }
}
