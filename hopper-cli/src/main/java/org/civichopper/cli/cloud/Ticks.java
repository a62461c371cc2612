package org.civichopper.cli.cloud;

import java.time.Duration;
import java.util.Map;
import org.civichopper.importer.function.ImporterFunction;

/// What the local clock calls, until it is closed.
public interface Ticks extends Runnable, AutoCloseable {

    Duration TIMEOUT = Duration.ofMinutes(15); // as template.yaml gives it

    String TICK =
            """
            {"source": "aws.scheduler", "detail-type": "Scheduled Event"}
            """;

    @Override
    void close();

    /// The function in this JVM, through its real entry point: a function of its own for this
    /// environment, invoked once per call.
    static Ticks of(Map<String, String> environment) {
        var function = new ImporterFunction(environment);
        return new Ticks() {
            @Override
            public void run() {
                new LocalInvocation(TIMEOUT).of(function, TICK);
            }

            @Override
            public void close() {
                function.close();
            }
        };
    }
}
