package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// boto3 sends an object only once it has read a 100 with a reason.
class WordedContinueTest {

    @Test
    void whoAsksBeforeItSendsIsToldToContinueInWords() throws Exception {
        SharedCloud.CLOUD.createBucket("worded");
        var endpoint = SharedCloud.CLOUD.s3Endpoint();
        var environment = SharedCloud.CLOUD.environment("any", "worded", "any");
        var headers =
                """
                PUT /worded/object HTTP/1.1
                Host: %s
                Authorization: AWS %s:unsigned
                Expect: 100-continue
                Content-Length: 4
                Connection: close

                """
                        .formatted(endpoint.getAuthority(), environment.get("AWS_ACCESS_KEY_ID"))
                        .replace("\n", "\r\n");
        try (var socket = new Socket(endpoint.getHost(), endpoint.getPort());
                var answer = socket.getInputStream()) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(headers.getBytes(StandardCharsets.US_ASCII));
            var expected = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(text(answer.readNBytes(expected.length()))).isEqualTo(expected);

            socket.getOutputStream().write("body".getBytes(StandardCharsets.US_ASCII));

            assertThat(text(answer.readAllBytes())).startsWith("HTTP/1.1 200");
        }
        try (var s3 = Clients.s3(SharedCloud.CLOUD)) {
            assertThat(
                            s3.getObjectAsBytes(get -> get.bucket("worded").key("object"))
                                    .asUtf8String())
                    .isEqualTo("body");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
