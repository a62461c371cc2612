package org.civichopper.benchmarks.sending;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.benchmarks.queue.MemoryCloud;
import org.civichopper.uploader.command.UploaderCommand;

/// The uploader as its operator starts it: one process, one command.
///
/// @param flags of the JVM
record UploaderProcess(MemoryCloud cloud, List<String> flags) {

    /// Returns how many seconds it took, its start included.
    ///
    /// @throws IOException when it fails, with what it said
    double run(Path said, String... arguments) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString()));
        command.addAll(flags);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        UploaderCommand.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(said.toFile());
        builder.environment().putAll(cloud.environment(""));
        var watch = new Stopwatch();
        var exitCode = builder.start().waitFor();
        var seconds = watch.seconds();
        if (exitCode != 0) {
            throw new IOException(
                    "the uploader ended with %d:%n%s"
                            .formatted(exitCode, Files.readString(said, StandardCharsets.UTF_8)));
        }
        return seconds;
    }
}
