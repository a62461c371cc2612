package org.civichopper.cli.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.civichopper.commandline.CannotRunException;

/// What `template.yaml` says of the function.
record FunctionTemplate(String handler, int memory, Duration timeout, Map<String, String> logging) {

    static FunctionTemplate read(Path file) {
        try {
            var function =
                    new YAMLMapper()
                            .readTree(file.toFile())
                            .at("/Resources/ImporterFunction/Properties");
            return new FunctionTemplate(
                    required(function, "/Handler", file).asText(),
                    required(function, "/MemorySize", file).asInt(),
                    Duration.ofSeconds(required(function, "/Timeout", file).asInt()),
                    Map.of(
                            "AWS_LAMBDA_LOG_FORMAT",
                            required(function, "/LoggingConfig/LogFormat", file).asText(),
                            "AWS_LAMBDA_LOG_LEVEL",
                            required(function, "/LoggingConfig/ApplicationLogLevel", file)
                                    .asText()));
        } catch (IOException e) {
            throw new CannotRunException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode required(JsonNode function, String property, Path file) {
        var value = function.at(property);
        if (!value.isValueNode() || value.asText().isEmpty()) {
            throw new CannotRunException(
                    "%s: expected a value at ImporterFunction%s, found %s"
                            .formatted(file, property, value.isMissingNode() ? "none" : value));
        }
        return value;
    }
}
