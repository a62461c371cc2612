package org.civichopper.importer.function;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// How the function, and whoever looks after it, reaches bucket, queue and the function itself: on
/// AWS by a role, elsewhere by what the environment says.
public record AwsAccess(
        Optional<URI> s3Endpoint,
        Optional<URI> sqsEndpoint,
        Optional<URI> lambdaEndpoint,
        Optional<URI> secretsEndpoint,
        Optional<URI> snsEndpoint,
        Optional<Region> region,
        AwsCredentialsProvider credentials) {

    static {
        // The JDK keeps 5 idle connections per server and closes the rest, so that most of 64 calls
        // at once would open a new one. Read by the JDK at its first request.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", "64");
        }
    }

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SOCKET = Duration.ofSeconds(20);

    public static AwsAccess from(Map<String, String> env) {
        return new AwsAccess(
                endpoint(env, "AWS_ENDPOINT_URL_S3"),
                endpoint(env, "AWS_ENDPOINT_URL_SQS"),
                endpoint(env, "AWS_ENDPOINT_URL_LAMBDA"),
                endpoint(env, "AWS_ENDPOINT_URL_SECRETS_MANAGER"),
                endpoint(env, "AWS_ENDPOINT_URL_SNS"),
                value(env, "AWS_REGION").or(() -> value(env, "AWS_DEFAULT_REGION")).map(Region::of),
                credentials(env));
    }

    public S3Client s3() {
        var builder =
                S3Client.builder()
                        // A bucket name before a local server's host name would resolve nowhere.
                        .forcePathStyle(s3Endpoint.isPresent())
                        // A store that knows no trailing checksum keeps its frame in the object.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(s3 ->
                                s3.expectContinueEnabled(false).chunkedEncodingEnabled(false));
        return build(builder, s3Endpoint);
    }

    public SqsClient sqs() {
        return build(SqsClient.builder(), sqsEndpoint);
    }

    LambdaClient lambda() {
        return build(LambdaClient.builder(), lambdaEndpoint);
    }

    SecretsManagerClient secrets() {
        return build(SecretsManagerClient.builder(), secretsEndpoint);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        region.ifPresent(builder::region);
        return builder.credentialsProvider(credentials)
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(CONNECT)
                                .socketTimeout(SOCKET))
                .build();
    }

    // A role's keys come with a session token, and are the default chain's to find and to renew.
    private static AwsCredentialsProvider credentials(Map<String, String> env) {
        var id = value(env, "AWS_ACCESS_KEY_ID");
        var secret = value(env, "AWS_SECRET_ACCESS_KEY");
        if (id.isPresent() && secret.isPresent() && value(env, "AWS_SESSION_TOKEN").isEmpty()) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(id.get(), secret.get()));
        }
        return DefaultCredentialsProvider.builder().build();
    }

    private static Optional<URI> endpoint(Map<String, String> env, String service) {
        return value(env, service).or(() -> value(env, "AWS_ENDPOINT_URL")).map(URI::create);
    }

    private static Optional<String> value(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
    }
}
