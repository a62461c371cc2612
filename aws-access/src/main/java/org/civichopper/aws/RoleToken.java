package org.civichopper.aws;

import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;

/// What stands for the password of a database of RDS: a request to connect that a role has signed,
/// good for a quarter of an hour and for nothing else.
public record RoleToken(
        String host,
        int port,
        String user,
        Region region,
        AwsCredentialsProvider role,
        Clock clock) {

    private static final Duration VALID = Duration.ofMinutes(15);
    private static final String SCHEME = "https://";

    /// A new one.
    ///
    /// @throws SdkException when there is no such role
    public String sign() {
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
