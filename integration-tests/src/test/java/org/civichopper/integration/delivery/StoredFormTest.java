package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.civichopper.aws.AwsAccess;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Fault;
import org.civichopper.testing.FaultyServer;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// What an object is beside its bytes, when it is put away.
@Execution(ExecutionMode.CONCURRENT)
class StoredFormTest {

    private static final String KEY = DelawareScrape.billKey(1) + ".gz";

    private Site site;
    private S3Client s3;

    @BeforeEach
    void openWithTheSession() {
        site = Site.open();
        s3 = AwsAccess.from(site.env()).s3();
        site.deliverSession();
    }

    @AfterEach
    void close() {
        s3.close();
        site.close();
    }

    @Test
    void whatIsArchivedIsStoredAsItCame() throws Exception {
        deliver(DelawareScrape.bill(1), new Form("application/json", "gzip"));

        site.tick();

        assertKept("archived/", "application/json", "gzip");
    }

    @Test
    void soIsWhatIsRejected() throws Exception {
        deliver("An act relating to oysters", new Form("text/plain", "gzip"));

        site.tick();

        assertKept("rejected/", "text/plain", "gzip");
    }

    /// What S3 does where tags may not be read, and GuardDuty tags what it scans.
    @Test
    void whatSomebodyTaggedIsArchivedWithoutTheRightToCopyTags() throws Exception {
        try (var store = FaultyServer.before(URI.create(site.env().get("AWS_ENDPOINT_URL_S3")));
                var function = site.function(Map.of("AWS_ENDPOINT_URL_S3", store.endpoint()))) {
            store.when(
                    request ->
                            request.headers().containsKey("x-amz-copy-source")
                                    && !"REPLACE"
                                            .equals(
                                                    request.headers()
                                                            .get("x-amz-tagging-directive")),
                    new Fault.Refused(403, "<Error><Code>AccessDenied</Code></Error>"));

            assertThat(Site.tick(function)).containsEntry("postponed", 0);
        }
        assertThat(site.keys("archived/")).hasSize(1);
        assertThat(site.keys("de/")).isEmpty();
    }

    private record Form(String contentType, String contentEncoding) {}

    private void deliver(String content, Form form) throws IOException {
        s3.putObject(
                put ->
                        put.bucket(site.bucket())
                                .key(KEY)
                                .contentType(form.contentType())
                                .contentEncoding(form.contentEncoding()),
                RequestBody.fromBytes(zipped(content)));
        site.announce(KEY);
    }

    private static byte[] zipped(String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private void assertKept(String folder, String contentType, String contentEncoding) {
        var key =
                site.keys(folder).stream()
                        .filter(kept -> kept.endsWith(".gz"))
                        .findFirst()
                        .orElseThrow();
        var kept = s3.headObject(head -> head.bucket(site.bucket()).key(key));
        assertThat(kept.contentType()).isEqualTo(contentType);
        assertThat(kept.contentEncoding()).isEqualTo(contentEncoding);
    }
}
