package org.civichopper.importer.function;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.civichopper.database.Login;
import org.civichopper.importer.parallel.Refusal;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;

/// The function's role as login: the password of each new connection is a request to connect that
/// the role has signed, good for a quarter of an hour and for nothing else.
final class RoleLogin implements Login {

    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String SCHEME = "https://";

    private final String host;
    private final int port;
    private final String user;
    private final Region region;
    private final AwsCredentialsProvider role;
    private final Clock clock;

    RoleLogin(
            String host,
            int port,
            String user,
            Region region,
            AwsCredentialsProvider role,
            Clock clock) {
        this.host = host;
        this.port = port;
        this.user = user;
        this.region = region;
        this.role = role;
        this.clock = clock;
    }

    @Override
    public Credentials credentials() throws SQLException {
        try {
            return new Credentials(Optional.of(user), Optional.of(token()));
        } catch (SdkException e) {
            throw new SQLException(
                    "no token for the database: the role: " + Refusal.of(e), "08001", e);
        }
    }

    private String token() {
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .protocol("https")
                        .host(host)
                        .port(port)
                        .encodedPath("/")
                        .putRawQueryParameter("Action", "connect")
                        .putRawQueryParameter("DBUser", user)
                        .build();
        var signed =
                AwsV4HttpSigner.create()
                        .sign(sign ->
                                sign.identity(role.resolveCredentials())
                                        .request(request)
                                        .putProperty(
                                                AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME,
                                                "rds-db")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                                        .putProperty(
                                                AwsV4FamilyHttpSigner.AUTH_LOCATION,
                                                AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                                        .putProperty(
                                                AwsV4FamilyHttpSigner.EXPIRATION_DURATION, VALID)
                                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
        return signed.request().getUri().toString().substring(SCHEME.length());
    }
}
