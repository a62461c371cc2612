package org.civichopper.localcloud.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// It answers as a public bucket does, and misbehaves only when told.
class PublicBucketTest {

    private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
    private static final Pattern TOKEN =
            Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");

    private final PublicBucket bucket = PublicBucket.start(0, "/mirror");
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
        bucket.close();
    }

    private HttpResponse<byte[]> get(String below, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(bucket.url() + below));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void allKeysComeInOrderOverPagesWhoseTokensHaveToBeEncoded() throws Exception {
        for (var number = 0; number < 1_111; number++) {
            bucket.put("bulk-data/file-%04d".formatted(number), new byte[number % 7]);
        }
        bucket.put("other/file", new byte[1]);
        var keys = new ArrayList<String>();
        var token = "";
        do {
            var query =
                    token.isEmpty()
                            ? ""
                            : "&continuation-token="
                                    + URLEncoder.encode(token, StandardCharsets.UTF_8);
            var page = new String(get("?list-type=2&prefix=bulk-data/" + query).body());
            KEY.matcher(page).results().forEach(found -> keys.add(found.group(1)));
            var next = TOKEN.matcher(page);
            token = next.find() ? next.group(1) : "";
            assertThat(page).contains("<IsTruncated>" + !token.isEmpty());
        } while (!token.isEmpty());
        assertThat(keys).hasSize(1_111).isSorted().doesNotContain("other/file");
        assertThat(get("?list-type=2&continuation-token=+/==").statusCode()).isEqualTo(400);
    }

    @Test
    void partsAndConditionsAreKnown() throws Exception {
        bucket.put("a b+c", "0123456789".getBytes(StandardCharsets.UTF_8));
        var etag = bucket.get("a b+c").etag();
        var path = "/a%20b%2Bc";
        assertThat(get(path).body()).asString().isEqualTo("0123456789");
        var part = get(path, "Range", "bytes=4-6", "If-Match", etag);
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).asString().isEqualTo("456");
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 4-6/10");
        assertThat(get(path, "Range", "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(get(path, "If-Match", "\"other\"").statusCode()).isEqualTo(412);
        assertThat(get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get(path, "Range", "bytes=4-", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(get("/none").body()).asString().contains("<Code>NoSuchKey</Code>");
        assertThat(bucket.asked().get(1).header("if-match")).isEqualTo(etag);
    }

    @Test
    void itMisbehavesAsOften() throws Exception {
        bucket.put(StoredObject.of("noise", new Content.Noise(3_000_000, 7)).inParts(17));
        assertThat(bucket.get("noise").etag()).endsWith("-17\"");
        bucket.misbehaveAt(1, 1, _ -> true, Misdeed.slowDown());
        bucket.misbehaveAt(2, 1, _ -> true, new Misdeed.Cut(1_000_000));
        assertThat(get("/noise").statusCode()).isEqualTo(503);
        assertThatThrownBy(() -> get("/noise")).isInstanceOf(IOException.class);
        assertThat(bucket.sent()).isEqualTo(1_000_000);
        var whole = get("/noise").body();
        assertThat(whole).hasSize(3_000_000);
        assertThat(get("/noise", "Range", "bytes=2345678-").body())
                .isEqualTo(Arrays.copyOfRange(whole, 2_345_678, 3_000_000));
    }

    @Test
    void itGoesSilentUntilItIsClosed() throws Exception {
        bucket.put("quiet", new byte[100_000]);
        bucket.misbehave(asked -> asked.key().equals("quiet"), new Misdeed.Stall(20_000));
        var answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(bucket.url() + "/quiet")).build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(20_000)).hasSize(20_000);
        }
    }
}
