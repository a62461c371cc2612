package org.civichopper.integration.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.Patience;
import org.civichopper.testing.SharedCloud;
import org.civichopper.uploader.LiveListener;
import org.civichopper.uploader.LiveUpload;
import org.civichopper.uploader.SendingRules;
import org.civichopper.uploader.UploadConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveUploadTest {

    private static final String BUSY =
            """
            {"Successful": [], "Failed": [{"Id": "0", "SenderFault": false, "Code": "Busy"}]}\
            """;

    @TempDir private Path data;

    @Test
    void whatIsStoppedBeforeTheQueueTookItDoesNotCountAsSent() throws Exception {
        var env = new HashMap<>(SharedCloud.environment("stopped-before-sent"));
        var heard = new Heard();
        try (var queue = FaultyServer.before(URI.create(env.get("AWS_ENDPOINT_URL_SQS")))) {
            env.put("AWS_ENDPOINT_URL_SQS", queue.endpoint());
            env.put(
                    "SQS_QUEUE_URL",
                    queue.endpoint() + URI.create(env.get("SQS_QUEUE_URL")).getPath());
            queue.when(_ -> true, new Fault.Refused(200, BUSY));
            try (var live =
                    new LiveUpload(
                            data,
                            Optional.of(UploadConfig.from(env)),
                            SendingRules.DEFAULT,
                            org.civichopper.uploader.Patience.DEFAULT,
                            Optional.empty(),
                            heard)) {
                live.start();
                var file = data.resolve(DelawareScrape.JURISDICTION_KEY);
                Files.createDirectories(file.getParent());
                Files.write(
                        file,
                        DelawareScrape.bytes(
                                DelawareScrape.jurisdiction("153rd General Assembly")));
                Patience.until(Duration.ofSeconds(20), () -> !queue.seen().isEmpty());
            }
        }
        assertThat(heard.sent).isEmpty();
        assertThat(data.resolve("de/.hopper-sent")).isEmptyFile();
    }

    private static final class Heard implements LiveListener {

        private final List<ObjectKey> sent = new CopyOnWriteArrayList<>();

        @Override
        public void backlog(long waiting, Optional<Instant> oldest) {}

        @Override
        public void sent(ObjectKey key, long bytes) {
            sent.add(key);
        }

        @Override
        public void failed(Path file, String reason) {}
    }
}
