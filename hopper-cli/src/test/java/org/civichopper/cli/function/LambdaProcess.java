package org.civichopper.cli.function;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.civichopper.importer.function.ImporterFunction;
import org.civichopper.localcloud.lambda.RuntimeApi;

/// The function in a process of its own, under the runtime client that Lambda uses and with the
/// logging that is deployed.
final class LambdaProcess {

    private static final Path LOGGING = Path.of("../importer-function/src/main/logging");

    private LambdaProcess() {}

    /// @param initialization how Lambda says that it starts it: `on-demand`, `snap-start`
    /// @param said where its stdout goes
    static Process start(Site site, RuntimeApi api, String initialization, Path said)
            throws IOException {
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                // as Lambda's own start script has it
                                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                                "-cp",
                                classPath(),
                                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                                ImporterFunction.class.getName() + "::handleRequest")
                        .redirectOutput(said.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(site.env());
        builder.environment().putAll(api.environment());
        builder.environment()
                .putAll(
                        Map.of(
                                "AWS_LAMBDA_INITIALIZATION_TYPE", initialization,
                                "AWS_LAMBDA_FUNCTION_NAME", "importer-of-a-stack",
                                "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
                                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769",
                                "AWS_LAMBDA_LOG_GROUP_NAME", "group",
                                "AWS_LAMBDA_LOG_STREAM_NAME", "stream"));
        return builder.start();
    }

    // With the artifact's provider of logging in place of the command line's.
    private static String classPath() {
        return Stream.concat(
                        Stream.of(LOGGING.toAbsolutePath().toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(jar -> !jar.contains("log4j-slf4j2-impl")))
                .collect(joining(File.pathSeparator));
    }

    static List<JsonNode> lines(Path said) throws IOException {
        return Files.readAllLines(said).stream()
                .map(EmfRecords::read)
                .map(EmfRecords.Record::json)
                .toList();
    }
}
