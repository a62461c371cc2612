package org.civichopper.cli.cloud;

import java.time.Duration;
import java.util.Map;
import org.civichopper.importer.function.ImporterFunction;

/// What the local clock calls: the Lambda function, through its real entry point.
public final class Ticks {

    private static final Duration TIMEOUT = Duration.ofMinutes(15); // as template.yaml gives it
    private static final Map<String, Object> SCHEDULED =
            Map.of("source", "aws.scheduler", "detail-type", "Scheduled Event");

    private Ticks() {}

    /// A function of its own for this environment, invoked once per call.
    public static Runnable of(Map<String, String> environment) {
        var function = new ImporterFunction(environment);
        return () -> function.handleRequest(SCHEDULED, new LocalInvocation(TIMEOUT));
    }
}
