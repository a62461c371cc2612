package org.civichopper.benchmarks.process;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.RuntimeApi;

/// The function in a JVM of its own, under the runtime client that Lambda uses, on the jars that
/// are deployed.
final class FunctionProcess implements AutoCloseable {

    private static final String CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String SERIALIZATION =
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer";
    private static final String HANDLER =
            "org.civichopper.importer.function.ImporterFunction::handleRequest";
    private static final Duration LAST_WORDS = Duration.ofSeconds(60); // an AOT cache takes a while

    private final RuntimeApi api = RuntimeApi.start();
    private final Path said;
    private final Process process;
    private final long started;

    private FunctionProcess(ProcessBuilder builder, Path said) throws IOException {
        this.said = said;
        builder.environment().putAll(api.environment());
        started = System.nanoTime();
        process = builder.start();
    }

    /// @param jars what is deployed
    /// @param flags of its JVM
    static FunctionProcess start(
            List<Path> jars, List<String> flags, Map<String, String> environment, Path folder)
            throws IOException {
        var classPath =
                Stream.concat(jars.stream(), Stream.of(jar(CLIENT), jar(SERIALIZATION)))
                        .map(Path::toString)
                        .collect(joining(File.pathSeparator));
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath));
        command.addAll(List.of(CLIENT, HANDLER));
        var said = folder.resolve("function.log");
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(
                        Map.of(
                                "AWS_LAMBDA_FUNCTION_NAME", "importer",
                                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                                "AWS_LAMBDA_LOG_GROUP_NAME", "local",
                                "AWS_LAMBDA_LOG_STREAM_NAME", "local",
                                "_HANDLER", HANDLER));
        return new FunctionProcess(builder, said);
    }

    private static Path jar(String type) {
        try {
            var source = Class.forName(type).getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("the runtime client is not on the class path", e);
        }
    }

    /// When it was started, as [System#nanoTime] counts.
    long started() {
        return started;
    }

    /// What the schedule does.
    ///
    /// @throws IOException when the function fails, with what it said
    void tick(Duration timeout) throws IOException, InterruptedException {
        var answer = api.invoke("{\"source\": \"aws.scheduler\"}", timeout);
        if (answer instanceof Answer.Failed(var json)) {
            throw new IOException(
                    "the function failed: " + json + "\n" + Files.readString(said).strip());
        }
    }

    /// The most memory that it had so far, in bytes, where the system tells.
    OptionalLong mostResident() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst();
    }

    /// Ends it as Lambda does, and waits until it has gone.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        api.close();
    }
}
