package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What pages in a browser of this machine send, and other users of it, to the ports of bucket and
/// queue.
class ClosedPortsTest {

    private static URI bucket;
    private static URI queue;
    private static String key;

    @BeforeAll
    static void start() {
        var cloud = SharedCloud.CLOUD;
        cloud.createBucket("closed");
        queue = cloud.createQueue("closed").queue();
        bucket = cloud.s3Endpoint().resolve("/closed");
        key = cloud.environment("any", "closed", "closed").get("AWS_ACCESS_KEY_ID");
    }

    @Test
    void whoHasTheKeyIsLetIn() throws IOException {
        assertThat(send("GET", bucket, here(bucket), signed(), "")).startsWith("HTTP/1.1 200");
        assertThat(
                        send(
                                "POST",
                                queue,
                                here(queue),
                                signed(),
                                "Action=GetQueueAttributes&AttributeName.1=All"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aPageThatReachesThePortByANameOfItsOwnIsRefused() throws IOException {
        var rebound = "Host: evil.example:1\r\n" + signed();

        assertThat(send("GET", bucket, rebound, "", ""))
                .startsWith("HTTP/1.1 403")
                .contains("<Code>AccessDenied</Code><Message>Host: expected localhost");
        assertThat(send("POST", queue, rebound, "", "Action=PurgeQueue"))
                .startsWith("HTTP/1.1 403")
                .contains("<Code>AccessDenied</Code><Message>Host: expected localhost");
    }

    @Test
    void aPageOfElsewhereIsRefusedAndReadsNothing() throws IOException {
        var page = "Origin: https://evil.example\r\n" + signed();

        for (var address : new URI[] {bucket, queue}) {
            for (var method : new String[] {"GET", "POST", "OPTIONS"}) {
                assertThat(send(method, address, here(address), page, ""))
                        .startsWith("HTTP/1.1 403")
                        .doesNotContainIgnoringCase("Access-Control-Allow");
            }
        }
    }

    @Test
    void aFormThatPurgesTheQueueHasNoKey() throws IOException {
        assertThat(send("POST", queue, here(queue), "", "Action=PurgeQueue"))
                .startsWith("HTTP/1.1 403")
                .contains("<Message>access key: expected AWS_ACCESS_KEY_ID", "found none");
        assertThat(send("GET", URI.create(queue + "?Action=PurgeQueue"), here(queue), "", ""))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void aNewerClientOfTheQueueReadsTheReasonAsJson() throws IOException {
        var target = "X-Amz-Target: AmazonSQS.PurgeQueue\r\n";

        assertThat(send("POST", queue, here(queue), target, "{}"))
                .startsWith("HTTP/1.1 403")
                .contains(
                        "{\"__type\":\"AccessDeniedException\",\"message\":\"access key: expected");
    }

    @Test
    void whoAnnouncesAnObjectReadsTheReasonToo() throws IOException {
        var object = URI.create(bucket + "/object");

        assertThat(send("PUT", object, here(bucket), "Expect: 100-continue\r\n", "body"))
                .startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403")
                .contains("access key: expected");
    }

    private static String here(URI address) {
        return "Host: " + address.getAuthority() + "\r\n";
    }

    private static String signed() {
        return "Authorization: AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\n"
                .formatted(key);
    }

    // By hand, because no client lets its caller say such things.
    private static String send(String method, URI address, String host, String headers, String body)
            throws IOException {
        var query = Optional.ofNullable(address.getRawQuery()).map(text -> "?" + text).orElse("");
        var length = "Content-Length: %d\r\n".formatted(body.length());
        var type = "Content-Type: application/x-www-form-urlencoded\r\n";
        var request =
                "%s %s%s HTTP/1.1\r\n%s%s%s%sConnection: close\r\n\r\n%s"
                        .formatted(
                                method,
                                address.getPath(),
                                query,
                                host,
                                headers,
                                type,
                                length,
                                body);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
