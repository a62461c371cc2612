package org.civichopper.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.commandline.CannotRunException;

/// `hopper load` in a process of its own: settings of the person who looks, such as a chat that is
/// told of loads, are not for a demonstration.
///
/// @param folder where it runs
/// @param environment what it finds there beside what every program needs
/// @param say gets what it says
record DemoLoad(Path folder, Map<String, String> environment, Consumer<String> say) {

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

    /// @param name of what came of it
    Came run(String name, List<String> arguments) throws IOException, InterruptedException {
        return run(name, arguments, 0);
    }

    /// @param expected exit code
    Came run(String name, List<String> arguments, int expected)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command(arguments)).directory(folder.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var said = process.errorReader();
                var report = process.inputReader()) {
            said.lines().forEach(line -> say.accept("   " + line));
            var came = new JsonMapper().readTree(report);
            if (process.waitFor() != expected) {
                throw new CannotRunException(
                        "the demo stopped: " + came.path("error").asText("the load failed"));
            }
            return new Came(name, came);
        } finally {
            process.destroy();
        }
    }

    private static List<String> command(List<String> arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dhopper.log=WARN",
                                "-cp",
                                classPath(),
                                LoaderCommand.class.getName(),
                                "load"));
        command.addAll(arguments);
        command.add("--json");
        return command;
    }

    // It may be relative to where this program was started.
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
