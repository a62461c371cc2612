package org.civichopper.cli.cloud;

import java.time.Duration;
import java.util.Map;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.Happening;
import org.civichopper.localcloud.lambda.LocalLambda;
import org.civichopper.localcloud.lambda.Sandbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is deployed, in processes of its own: a tick that comes while others work starts one more,
/// up to ten.
final class LambdaTicks implements Ticks {

    private static final Logger log = LoggerFactory.getLogger(LambdaTicks.class);
    private static final int AT_ONCE = 10; // ReservedConcurrentExecutions of template.yaml
    private static final String SCHEDULED =
            """
            {"source": "aws.scheduler", "detail-type": "Scheduled Event"}\
            """;

    private final Sandbox sandbox;
    private final LocalLambda lambda;

    private LambdaTicks(Sandbox sandbox, LocalLambda lambda) {
        this.sandbox = sandbox;
        this.lambda = lambda;
    }

    static Ticks start(FunctionOptions options, Map<String, String> environment) {
        var function = options.function(environment);
        var sandbox = options.sandbox();
        return new LambdaTicks(
                sandbox, LocalLambda.start(function, sandbox, AT_ONCE, LambdaTicks::say));
    }

    @Override
    public void run() {
        lambda.invokeLater(SCHEDULED, Duration.ZERO);
    }

    @Override
    public void close() {
        lambda.close();
        sandbox.close();
    }

    private static void say(Happening happening) {
        switch (happening) {
            case Happening.Said(var process, var line) -> log.info("[{}] {}", process, line);
            case Happening.Answered(var process, Answer.Returned(var json), var took) ->
                    log.info("[{}] answered after {} s: {}", process, seconds(took), json);
            case Happening.Answered(var process, Answer.Failed(var error), var took) ->
                    log.error(
                            "[{}] failed after {} s: {}",
                            process,
                            seconds(took),
                            FunctionError.read(error));
            case Happening.Died(var process, var status, var atWork, var lastLines) -> {
                log.error(
                        "[{}] died {} with exit status {}; a tick that needs one more starts it. Its last lines:{}",
                        process,
                        atWork ? "at work" : "while idle",
                        status,
                        lastLines.isEmpty() ? " none" : "");
                lastLines.forEach(line -> log.error("[{}]     {}", process, line));
            }
            case Happening.Throttled(_) ->
                    log.warn("no tick this time: all {} processes are at work", AT_ONCE);
            case Happening.NotStarted(var reason) -> log.error("no tick this time: {}", reason);
        }
    }

    private static String seconds(Duration time) {
        return "%.2f".formatted(time.toMillis() / 1000.0);
    }
}
