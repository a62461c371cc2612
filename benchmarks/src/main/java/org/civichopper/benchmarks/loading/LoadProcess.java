package org.civichopper.benchmarks.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.benchmarks.Stopwatch;
import org.civichopper.benchmarks.process.CollectorLog;
import org.civichopper.bulk.LoaderCommand;

/// `hopper load` as an operator starts it, in a heap of 256 MB.
///
/// @param virtualMachine options as the launcher gives them for this load
/// @param folder where it runs, apart from the settings of this machine's user
/// @param environment beside the database's address
record LoadProcess(Path folder, List<String> virtualMachine, Map<String, String> environment) {

    private static final Set<String> KEPT = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

    LoadProcess(Path folder, List<String> virtualMachine) {
        this(folder, virtualMachine, Map.of());
    }

    /// @param peak of the heap, in MiB
    /// @param kept of the heap after a collection, at most, in MiB
    record Came(double seconds, JsonNode report, int peak, int kept) {}

    /// @param arguments behind `load`
    Came run(String databaseUrl, List<String> arguments) throws IOException, InterruptedException {
        var collections = folder.resolve("gc.log");
        var said = folder.resolve("load.txt").toFile();
        var builder =
                new ProcessBuilder(command(collections, arguments))
                        .directory(folder.toFile())
                        .redirectError(said);
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(environment);
        builder.environment().put("DATABASE_URL", databaseUrl);
        var watch = new Stopwatch();
        var process = builder.start();
        try (var out = process.inputReader()) {
            var report = new JsonMapper().readTree(out);
            var exitCode = process.waitFor();
            var seconds = watch.seconds();
            if (exitCode != 0) {
                throw new IOException(
                        "the load ended with %d: %s%n%s"
                                .formatted(
                                        exitCode,
                                        report,
                                        Files.readString(said.toPath(), StandardCharsets.UTF_8)));
            }
            return new Came(
                    seconds,
                    report,
                    Math.max(CollectorLog.peak(collections), CollectorLog.usedAtEnd(collections)),
                    CollectorLog.mostKept(collections));
        }
    }

    private List<String> command(Path collections, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(virtualMachine);
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-Xlog:gc,gc+exit:file=" + collections,
                        "-Dhopper.log=WARN",
                        "-cp",
                        ServerProcess.classPath(),
                        LoaderCommand.class.getName(),
                        "load"));
        command.addAll(arguments);
        command.add("--json");
        return command;
    }
}
