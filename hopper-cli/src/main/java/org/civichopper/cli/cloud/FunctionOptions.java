package org.civichopper.cli.cloud;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.localcloud.LocalCloudException;
import org.civichopper.localcloud.lambda.DeployedFunction;
import org.civichopper.localcloud.lambda.Sandbox;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which function is run as Lambda would run it, and how much it gets: what is not said is what
/// `template.yaml` says.
final class FunctionOptions {

    private static final int LEAST = 128; // as for Lambda
    private static final int MOST = 10_240;

    @Option(
            names = "--artifact",
            paramLabel = "PATH",
            description =
                    "A zip or folder to run as the function, for example .aws-sam/build/ImporterFunction"
                            + " (default: importer-function/target/function.zip).")
    private Optional<Path> artifact = Optional.empty();

    @Option(
            names = "--memory",
            converter = Megabytes.class,
            paramLabel = "MB",
            description = "The function's memory (default: that of template.yaml).")
    private Optional<Integer> memory = Optional.empty();

    @Option(
            names = "--timeout",
            converter = DurationConverter.class,
            paramLabel = "DURATION",
            description =
                    "How long an invocation may take: 30s, 15m (default: that of template.yaml).")
    private Optional<Duration> timeout = Optional.empty();

    DeployedFunction function(Map<String, String> environment) {
        var template = FunctionTemplate.read(Clone.ofThisProgram().template());
        return new DeployedFunction(
                        "importer",
                        template.handler(),
                        memory.orElse(template.memory()),
                        timeout.orElse(template.timeout()),
                        environment)
                .with(template.logging());
    }

    /// The artifact, ready to be run; whoever asks closes it.
    Sandbox sandbox() {
        var path = artifact.orElseGet(() -> Clone.ofThisProgram().functionZip());
        if (!Files.exists(path)) {
            throw new CannotRunException(
                    "expected the built function at %s, found nothing. Build it: ./mvnw -q -DskipTests package -pl importer-function -am"
                            .formatted(path));
        }
        try {
            return Sandbox.of(path);
        } catch (LocalCloudException e) {
            throw new CannotRunException(e.getMessage(), e);
        }
    }

    private static final class Megabytes implements ITypeConverter<Integer> {

        @Override
        public Integer convert(String typed) {
            if (typed.matches("[0-9]{1,5}")) {
                var megabytes = Integer.parseInt(typed);
                if (megabytes >= LEAST && megabytes <= MOST) {
                    return megabytes;
                }
            }
            throw new TypeConversionException(
                    "expected megabytes from %d to %d, found '%s'".formatted(LEAST, MOST, typed));
        }
    }
}
