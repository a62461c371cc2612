package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.Said;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// A store that resembles S3 and refuses to delete under a condition.
@Execution(ExecutionMode.CONCURRENT)
class RefusingStoreTest {

    private static final Fault NOT_IMPLEMENTED =
            new Fault.Refused(501, "<Error><Code>NotImplemented</Code></Error>");

    private Site site;
    private FaultyServer store;

    @BeforeEach
    void openWithTheSession() throws IOException {
        site = Site.open();
        store = FaultyServer.before(URI.create(site.env().get("AWS_ENDPOINT_URL_S3")));
        store.when(
                request ->
                        request.method().equals("DELETE")
                                && request.headers().containsKey("if-match"),
                NOT_IMPLEMENTED);
        site.deliverSession();
    }

    @AfterEach
    void close() {
        store.close();
        site.close();
    }

    @Test
    void nothingIsReceivedThatCouldNeverBeAcknowledged() throws Exception {
        try (var function = site.function(Map.of("AWS_ENDPOINT_URL_S3", store.endpoint()))) {
            for (int times = 0; times < 2; times++) {
                assertThatThrownBy(() -> Site.tick(function))
                        .hasMessageStartingWith("nothing received: s3://" + site.bucket())
                        .hasMessageContaining("If-Match")
                        .hasMessageContaining("501 NotImplemented")
                        .hasMessageContaining("HOPPER_UNCONDITIONAL_DELETE=on");
            }
        }

        assertThat(site.held()).isZero();
        assertThat(site.waiting()).isEqualTo(1);
        assertThat(site.count("hopper.receipt")).isZero();
    }

    @Test
    void aPersonIsAskedForUntilTheStoreDoesIt() throws Exception {
        try (var function = site.function(Map.of("AWS_ENDPOINT_URL_S3", store.endpoint()))) {
            assertThatThrownBy(() -> Site.tick(function));
            var refusing = status();
            store.when(_ -> false, NOT_IMPLEMENTED);

            assertThat(Site.tick(function)).containsEntry("messages", 1);

            assertThat(refusing.exitCode()).isEqualTo(3);
            assertThat(refusing.out())
                    .contains("! nothing was received for ")
                    .contains("HOPPER_UNCONDITIONAL_DELETE=on");
            assertThat(status().out()).contains(": all is well");
        }
    }

    @Test
    void byTheOperatorsWordItIsDoneWithoutTheCondition() throws Exception {
        try (var function =
                site.function(
                        Map.of(
                                "AWS_ENDPOINT_URL_S3",
                                store.endpoint(),
                                "HOPPER_UNCONDITIONAL_DELETE",
                                "on"))) {
            assertThat(Site.tick(function)).containsEntry("postponed", 0);
        }

        assertThat(site.keys("de/")).isEmpty();
        assertThat(site.keys("archived/")).hasSize(1);
        assertThat(site.waiting() + site.held()).isZero();
    }

    private Said status() {
        return Said.by("status", "--database-url", site.env().get("DATABASE_URL"));
    }
}
