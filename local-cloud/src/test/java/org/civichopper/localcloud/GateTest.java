package org.civichopper.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final Gate GATE = new Gate(Optional.of("KEY"));
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/s3/aws4_request, Signature=0";

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:8080", "localhost:8080", "LOCALHOST", "[::1]:8080"})
    void aNameOfThisMachineIsLetIn(String host) {
        assertThat(GATE.refusal(new Gate.Asked(host, "", SIGNED, ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "evil.example:8080, evil.example:8080",
        "127.0.0.1.evil.example, 127.0.0.1.evil.example",
        "evil<b>, evil?b?",
        "'', none"
    })
    void anotherNameIsRefusedAndNamed(String host, String shown) {
        assertThat(GATE.refusal(new Gate.Asked(host, "", SIGNED, "")))
                .hasValueSatisfying(reason ->
                        assertThat(reason)
                                .startsWith(
                                        "Host: expected localhost or 127.0.0.1, found %s. "
                                                .formatted(shown))
                                .endsWith(". .hopper/env; set +a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "http://localhost.evil.example:80"})
    void aPageOfElsewhereIsRefused(String origin) {
        assertThat(GATE.refusal(new Gate.Asked("localhost:1", origin, SIGNED, "")))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("Origin: expected"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/sqs/aws4_request | ''",
                "AWS4-HMAC-SHA256 Credential=\"KEY/20260101/us-east-1/sqs/aws4_request\" | ''",
                "AWS KEY:signature | ''",
                "'' | X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=KEY%2F20260101&X-Amz-Date=1",
                "'' | AWSAccessKeyId=KEY&Signature=0"
            })
    void theKeyIsFoundWhereverClientsPutIt(String authorization, String query) {
        assertThat(GATE.refusal(new Gate.Asked("localhost", "", authorization, query))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ''",
                "AWS4-HMAC-SHA256 Credential=KEYS/20260101 | ''",
                "AWS4-HMAC-SHA256 Credential=OTHER/20260101 | X-Amz-Credential=KEY%2F20260101",
                "Bearer KEY | ''",
                "'' | Action=PurgeQueue&Key=KEY"
            })
    void anotherKeyOrNoneIsRefused(String authorization, String query) {
        assertThat(GATE.refusal(new Gate.Asked("localhost", "", authorization, query)))
                .hasValueSatisfying(reason ->
                        assertThat(reason).startsWith("access key: expected AWS_ACCESS_KEY_ID"));
    }
}
