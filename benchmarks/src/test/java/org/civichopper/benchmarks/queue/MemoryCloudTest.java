package org.civichopper.benchmarks.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Map;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.cli.db.PreparedDatabase;
import org.civichopper.localcloud.LocalPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That the real function takes them for a bucket, a queue and a Postgres.
class MemoryCloudTest {

    @TempDir private Path folder;

    @Test
    void theFunctionDrainsIt() throws Exception {
        try (var server = LocalPostgres.startThrowaway();
                var cloud = new MemoryCloud()) {
            server.createDatabase("bench");
            var url = server.url("bench");
            PreparedDatabase.prepare(url);
            var backlog = Backlog.of(Scrape.madeUp(60, folder));
            cloud.deliver(backlog);
            try (var distant = new DistantPostgres(url);
                    var function = cloud.function(distant.url(url));
                    var connection = DriverManager.getConnection(server.jdbcUrl("bench"))) {
                distant.delay(Duration.ofMillis(1));

                var did = MemoryCloud.tick(function);

                assertThat(did).containsEntry("messages", backlog.size());
                assertThat(did.get("documents")).isInstanceOf(Map.class);
                assertThat(cloud.left()).isZero();
                assertThat(distant.roundTrips()).isPositive();
                assertThat(Soundness.doubled(connection)).isZero();
            }
        }
    }
}
