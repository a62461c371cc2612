package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.civichopper.benchmarks.Stopwatch;

/// psql, as whoever needs no Hopper would use it.
///
/// @param folder for what it is given and says
record Psql(Path folder) {

    /// Returns how many seconds it took.
    double run(String databaseUrl, String script) throws IOException, InterruptedException {
        var file = folder.resolve("plain.sql");
        Files.writeString(file, script);
        var said = folder.resolve("psql.txt");
        var watch = new Stopwatch();
        var exitCode =
                new ProcessBuilder(
                                "psql",
                                "-Xq",
                                "-v",
                                "ON_ERROR_STOP=1",
                                "-f",
                                file.toString(),
                                databaseUrl)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start()
                        .waitFor();
        if (exitCode != 0) {
            throw new IOException(
                    "psql ended with %d:%n%s"
                            .formatted(exitCode, Files.readString(said, StandardCharsets.UTF_8)));
        }
        return watch.seconds();
    }
}
