package org.civichopper.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.localcloud.socrata.LocalSocrata;

/// `hopper load 311` in a process of its own: settings of the person who looks, such as a chat that
/// is told of loads, are not for a demonstration.
///
/// @param folder where it runs
/// @param say gets what it says
record DemoLoad(Path folder, LocalSocrata socrata, String databaseUrl, Consumer<String> say) {

    private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

    /// What a load came to, as it says itself.
    record Came(String mode, JsonNode report) {

        long count(String name) {
            return report.path(name).asLong();
        }

        double seconds() {
            return report.path("seconds").asDouble();
        }
    }

    Came run(String mode) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(mode)).directory(folder.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().put("DATABASE_URL", databaseUrl);
        var process = builder.start();
        try (var said = process.errorReader();
                var report = process.inputReader()) {
            said.lines().forEach(line -> say.accept("   " + line));
            var came = new JsonMapper().readTree(report);
            if (process.waitFor() != 0) {
                throw new CannotRunException(
                        "the demo stopped: " + came.path("error").asText("the load failed"));
            }
            return new Came(mode, came);
        } finally {
            process.destroy();
        }
    }

    private List<String> command(String mode) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dhopper.log=WARN",
                "-cp",
                classPath(),
                LoaderCommand.class.getName(),
                "load",
                "311",
                "--json",
                "--source",
                socrata.url(),
                "--years",
                "2020",
                "--datasets",
                "2020=" + City311DemoCommand.DATA_SET,
                "--retry-for",
                "1m",
                "--mode",
                mode);
    }

    // It may be relative to where this program was started.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
