package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.Happening;
import org.civichopper.localcloud.lambda.LocalLambda;
import org.civichopper.localcloud.lambda.Sandbox;
import org.civichopper.testing.BuiltFunction;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Patience;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A tick that finds a backlog starts further processes by Lambda's API.
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is made for Linux only")
class SurgeInProcessesTest {

    @Test
    void oneTickBringsOthersToWork() throws Exception {
        var answered = ConcurrentHashMap.<Long>newKeySet();
        try (var sandbox = Sandbox.of(BuiltFunction.zip());
                var site = Site.open();
                var lambda = start(site, sandbox, answered)) {
            site.deliverAll(DelawareScrape.documents());

            lambda.invokeLater("{\"source\": \"aws.scheduler\"}", Duration.ZERO);

            Patience.until(Duration.ofMinutes(1), () -> answered.size() == 3);
            Patience.until(Duration.ofMinutes(1), () -> site.held() + site.waiting() == 0);
            assertThat(site.count("opencivicdata_bill")).isEqualTo(DelawareScrape.BILLS);
        }
    }

    private static LocalLambda start(Site site, Sandbox sandbox, Set<Long> answered) {
        var environment = new HashMap<>(site.env());
        environment.put("HOPPER_SURGE", "on");
        environment.put("HOPPER_BATCH_SIZE", "10");
        return LocalLambda.start(
                new FunctionOptions().function(environment),
                sandbox,
                3,
                happening -> {
                    if (happening
                            instanceof Happening.Answered(var process, Answer.Returned _, _)) {
                        answered.add(process);
                    }
                });
    }
}
