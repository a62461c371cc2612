package org.civichopper.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class RoleTokenTest {

    private static final String HOST = "states.cluster-abc.us-east-1.rds.amazonaws.com";
    private static final String ID = "AKIDEXAMPLE";
    private static final String KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);

    // Signatures that AWS's own command line makes of the same.
    @ParameterizedTest
    @CsvSource({
        "'', 5c7d43d882c30c72445682c1c99f1e0df341cf09c91106f17cf4508e1151f1aa",
        "session/token==, 49bca3fd796dff1c91ee094f34ec8f4dcfebf32c364e81634e3ff30765f2cbd5",
    })
    void itIsASignedRequestToConnect(String session, String signature) {
        var credentials =
                session.isEmpty()
                        ? AwsBasicCredentials.create(ID, KEY)
                        : AwsSessionCredentials.create(ID, KEY, session);

        var token = sign(credentials);

        var parts = token.split("\\?", 2);
        assertThat(parts[0]).isEqualTo(HOST + ":5432/");
        assertThat(parts[1].split("&"))
                .contains(
                        "Action=connect",
                        "DBUser=hopper%20importer",
                        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
                        "X-Amz-Credential=AKIDEXAMPLE%2F20261120%2Fus-east-1%2Frds-db%2Faws4_request",
                        "X-Amz-Date=20261120T120000Z",
                        "X-Amz-Expires=900",
                        "X-Amz-SignedHeaders=host",
                        "X-Amz-Signature=" + signature)
                .hasSize(session.isEmpty() ? 8 : 9);
    }

    private static String sign(AwsCredentials credentials) {
        return new RoleToken(
                        HOST,
                        5432,
                        "hopper importer",
                        Region.US_EAST_1,
                        StaticCredentialsProvider.create(credentials),
                        NOON)
                .sign();
    }
}
