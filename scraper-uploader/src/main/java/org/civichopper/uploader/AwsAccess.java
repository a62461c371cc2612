package org.civichopper.uploader;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// How to reach AWS, or what stands in for it. What the environment does not say is left to the
/// SDK's own chains: profiles, containers, roles.
record AwsAccess(
        Optional<URI> s3Endpoint,
        Optional<URI> sqsEndpoint,
        Optional<Region> region,
        Optional<String> profile,
        Optional<AwsCredentialsProvider> keys) {

    static {
        // The JDK keeps 5 idle connections per server and closes the rest: of 32 documents at once
        // every second would open a new one. Read by the JDK at its first request.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", "64");
        }
    }

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SOCKET = Duration.ofSeconds(30);

    static AwsAccess from(Map<String, String> env) {
        return new AwsAccess(
                endpoint(env, "AWS_ENDPOINT_URL_S3"),
                endpoint(env, "AWS_ENDPOINT_URL_SQS"),
                // The second name is the one that the scrapers' Python knows.
                value(env, "AWS_REGION").or(() -> value(env, "AWS_DEFAULT_REGION")).map(Region::of),
                value(env, "AWS_PROFILE"),
                keys(env));
    }

    /// @throws CannotUploadException without credentials or a region
    S3Client s3() {
        var builder =
                S3Client.builder()
                        // A bucket name before a local server's host name would resolve nowhere.
                        .forcePathStyle(s3Endpoint.isPresent())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                // Both are for streams; a document is small and in memory.
                                s3 ->
                                        s3.expectContinueEnabled(false)
                                                .chunkedEncodingEnabled(false));
        return build(builder, s3Endpoint);
    }

    /// @throws CannotUploadException without credentials or a region
    SqsClient sqs() {
        return build(SqsClient.builder(), sqsEndpoint);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, Optional<URI> endpoint) {
        endpoint.ifPresent(builder::endpointOverride);
        region.ifPresent(builder::region);
        builder.credentialsProvider(credentials())
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(CONNECT)
                                .socketTimeout(SOCKET))
                .overrideConfiguration(override -> {
                    override.retryStrategy(AwsRetryStrategy.standardRetryStrategy());
                    profile.ifPresent(override::defaultProfileName);
                });
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new CannotUploadException(
                    "no AWS region: set AWS_REGION, for example to us-east-1", e);
        }
    }

    // Asked for once before the first document, so that a lack of them is one line and not one per
    // document.
    private AwsCredentialsProvider credentials() {
        var provider =
                keys.orElseGet(() ->
                        DefaultCredentialsProvider.builder()
                                .profileName(profile.orElse(null))
                                .build());
        try {
            provider.resolveCredentials();
            return provider;
        } catch (SdkClientException e) {
            throw new CannotUploadException(
                    "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                            + " or AWS_PROFILE",
                    e);
        }
    }

    private static Optional<AwsCredentialsProvider> keys(Map<String, String> env) {
        var id = value(env, "AWS_ACCESS_KEY_ID");
        var secret = value(env, "AWS_SECRET_ACCESS_KEY");
        if (id.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (id.isEmpty() || secret.isEmpty()) {
            throw new CannotUploadException(
                    "half of the AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                            + " or neither");
        }
        var token = value(env, "AWS_SESSION_TOKEN");
        return Optional.of(
                StaticCredentialsProvider.create(
                        token.isPresent()
                                ? AwsSessionCredentials.create(id.get(), secret.get(), token.get())
                                : AwsBasicCredentials.create(id.get(), secret.get())));
    }

    private static Optional<URI> endpoint(Map<String, String> env, String service) {
        var name = value(env, service).isPresent() ? service : "AWS_ENDPOINT_URL";
        return value(env, name).map(url -> endpoint(name, url));
    }

    private static URI endpoint(String name, String url) {
        if (!url.matches("https?://[^/\\s]+[^\\s]*")) {
            throw new CannotUploadException(
                    "%s: expected an http:// or https:// address, found \"%s\""
                            .formatted(name, url));
        }
        return URI.create(url);
    }

    private static Optional<String> value(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
    }
}
