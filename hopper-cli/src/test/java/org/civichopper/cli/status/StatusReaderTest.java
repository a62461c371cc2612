package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.function.Site;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What is known of an importer from its database, its queue and its bucket.
@Execution(ExecutionMode.CONCURRENT)
class StatusReaderTest {

    private static final String POISON = "de/bill_00000000-e947-11f0-8633-000000000001.json";

    private Site site;
    private Database database;

    @BeforeEach
    void open() {
        site = Site.open();
        database =
                Database.open(DatabaseConfig.of(DatabaseUrl.parse(site.env().get("DATABASE_URL"))));
    }

    @AfterEach
    void close() {
        database.close();
        site.close();
    }

    @Test
    void whereNothingEverHappenedAllIsWell() throws Exception {
        var status = status();

        assertThat(status.concerns()).isEmpty();
        assertThat(status.queue()).isEqualTo(new Answer.Given<>(new Status.Depth(0, 0, 0)));
        assertThat(status.deadLetters()).isEqualTo(new Answer.Given<>(0L));
        assertThat(status.oldest()).isEqualTo(new Answer.Given<>(Optional.empty()));
        assertThat(status.lastBatch()).isEmpty();
    }

    @Test
    void aPoisonDocumentIsAConcernWithItsReason() throws Exception {
        site.deliver(POISON, "An act relating to oysters");
        site.tick();

        var status = status();

        assertThat(status.today()).containsExactly(new Documents("bill", "rejected", 1));
        assertThat(status.rejected().open()).isEqualTo(1);
        assertThat(status.concerns()).extracting(Concern::cause).containsExactly("rejected");
    }

    @Test
    void withoutQueueAndBucketTheDatabaseSaysWhatItKnows() throws Exception {
        try (var nothing = Inbox.of(Map.of())) {
            var status = new StatusReader(database, nothing, Duration.ofMinutes(5)).read();

            assertThat(status.queue()).isEqualTo(new Answer.NotConfigured<>("SQS_QUEUE_URL"));
            assertThat(status.deadLetters()).isEqualTo(new Answer.NotConfigured<>("SQS_QUEUE_URL"));
            assertThat(status.oldest()).isEqualTo(new Answer.NotConfigured<>("S3_REALTIME_BASE"));
            assertThat(status.concerns()).isEqualTo(List.of());
        }
    }

    private Status status() throws Exception {
        try (var inbox = Inbox.of(site.env())) {
            return new StatusReader(database, inbox, Duration.ofMinutes(5)).read();
        }
    }
}
