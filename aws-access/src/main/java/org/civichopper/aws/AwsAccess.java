package org.civichopper.aws;

import static java.util.stream.Collectors.toMap;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/// How to reach AWS, or what stands in for it. What the environment does not say is left to the
/// SDK's own chains: profiles, containers, roles. Nothing is connected, and no client made, before
/// it is asked for.
///
/// @param endpoints the variables that name one, and what they say
public record AwsAccess(
        Map<String, String> endpoints,
        Optional<Region> region,
        Optional<String> profile,
        AwsCredentialsProvider credentials,
        Reach reach) {

    static {
        // The JDK keeps 5 idle connections per server and closes the rest, so that most of 64 calls
        // at once would open a new one. Read by the JDK at its first request.
        if (System.getProperty("http.maxConnections") == null) {
            System.setProperty("http.maxConnections", "64");
        }
    }

    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final String S3_ENDPOINT = "AWS_ENDPOINT_URL_S3";
    private static final String SQS_ENDPOINT = "AWS_ENDPOINT_URL_SQS";
    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";

    public static AwsAccess from(Map<String, String> env) {
        return from(env, Reach.NEAR);
    }

    /// @throws IllegalArgumentException for half of a pair of keys, or an endpoint of bucket or
    ///   queue that is no address
    public static AwsAccess from(Map<String, String> env, Reach reach) {
        var profile = value(env, "AWS_PROFILE");
        var access =
                new AwsAccess(
                        env.entrySet().stream()
                                .filter(variable -> variable.getKey().startsWith(ENDPOINT))
                                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)),
                        // The second name is the one that the scrapers' Python knows.
                        value(env, "AWS_REGION")
                                .or(() -> value(env, "AWS_DEFAULT_REGION"))
                                .map(Region::of),
                        profile,
                        credentials(env, profile),
                        reach);
        access.endpoint(S3_ENDPOINT);
        access.endpoint(SQS_ENDPOINT);
        return access;
    }

    /// Where a service is; empty where AWS knows.
    ///
    /// @param variable that names it alone, for example `AWS_ENDPOINT_URL_SNS`; it goes before the
    ///   one for all services
    /// @throws IllegalArgumentException if it is no address
    public Optional<URI> endpoint(String variable) {
        var name = value(endpoints, variable).isPresent() ? variable : ENDPOINT;
        return value(endpoints, name).map(url -> address(name, url));
    }

    private static URI address(String name, String url) {
        try {
            if (url.matches("https?://[^/\\s]+[^\\s]*")) {
                return URI.create(url);
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "%s: expected an http:// or https:// address, found \"%s\"".formatted(name, url));
    }

    /// @throws IllegalArgumentException where nothing names a region
    public S3Client s3() {
        var builder =
                S3Client.builder()
                        // A bucket name before a local server's host name would resolve nowhere.
                        .forcePathStyle(endpoint(S3_ENDPOINT).isPresent())
                        // A store that knows no trailing checksum keeps its frame in the object.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                // Both are for streams; a document is small and in memory.
                                s3 ->
                                        s3.expectContinueEnabled(false)
                                                .chunkedEncodingEnabled(false));
        return build(builder, S3_ENDPOINT);
    }

    /// An address that reads an object for a while, for all who know it: a secret.
    ///
    /// @param usual the region that the bucket is in, unless the environment names a stand-in
    /// @throws IllegalArgumentException where there are no credentials
    public URI signedGet(String bucket, String key, String usual, Duration valid) {
        requireCredentials();
        var endpoint = endpoint(S3_ENDPOINT);
        var builder =
                S3Presigner.builder()
                        .credentialsProvider(credentials)
                        .region(
                                endpoint.isEmpty()
                                        ? Region.of(usual)
                                        : region.orElse(Region.of(usual)))
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(endpoint.isPresent())
                                        .build());
        endpoint.ifPresent(builder::endpointOverride);
        try (var presigner = builder.build()) {
            return URI.create(
                    presigner
                            .presignGetObject(asked ->
                                    asked.signatureDuration(valid)
                                            .getObjectRequest(
                                                    object -> object.bucket(bucket).key(key)))
                            .url()
                            .toString());
        }
    }

    /// @throws IllegalArgumentException where nothing names a region
    public SqsClient sqs() {
        return build(SqsClient.builder(), SQS_ENDPOINT);
    }

    /// The client of any other service.
    ///
    /// @param endpoint the variable that names where it is
    /// @throws IllegalArgumentException where nothing names a region
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, String endpoint) {
        endpoint(endpoint).ifPresent(builder::endpointOverride);
        region.ifPresent(builder::region);
        builder.credentialsProvider(credentials)
                .httpClientBuilder(
                        UrlConnectionHttpClient.builder()
                                .connectionTimeout(reach.connect())
                                .socketTimeout(reach.answer()))
                .overrideConfiguration(override -> {
                    profile.ifPresent(override::defaultProfileName);
                    switch (reach) {
                        case NEAR -> {} // the SDK's own: quicker, and once more
                        case FAR ->
                                override.retryStrategy(AwsRetryStrategy.standardRetryStrategy());
                    }
                });
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new IllegalArgumentException(
                    "no AWS region: set AWS_REGION, for example to us-east-1", e);
        }
    }

    /// Looks for credentials now, so that a lack of them is one line and not one for each call.
    ///
    /// @throws IllegalArgumentException where there are none
    public void requireCredentials() {
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new IllegalArgumentException("no AWS credentials: " + whyNot(), e);
        }
    }

    // The chain says of all its links that they have none; the one that was meant says why.
    private String whyNot() {
        if (profile.isEmpty()) {
            return "set %s and %s, or AWS_PROFILE".formatted(ID, SECRET);
        }
        try (var meant = ProfileCredentialsProvider.create(profile.get())) {
            meant.resolveCredentials();
            return "profile %s has some only now: try again".formatted(profile.get());
        } catch (SdkException e) {
            return "profile %s: %s".formatted(profile.get(), Refusal.of(e));
        }
    }

    private static AwsCredentialsProvider credentials(
            Map<String, String> env, Optional<String> profile) {
        var id = value(env, ID);
        var secret = value(env, SECRET);
        if (id.isEmpty() && secret.isEmpty()) {
            return DefaultCredentialsProvider.builder().profileName(profile.orElse(null)).build();
        }
        if (id.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is half of the AWS credentials: set %s and %s, or neither"
                            .formatted(id.isPresent() ? ID : SECRET, ID, SECRET));
        }
        var token = value(env, "AWS_SESSION_TOKEN");
        return StaticCredentialsProvider.create(
                token.isPresent()
                        ? AwsSessionCredentials.create(id.get(), secret.get(), token.get())
                        : AwsBasicCredentials.create(id.get(), secret.get()));
    }

    private static Optional<String> value(Map<String, String> env, String name) {
        return Optional.ofNullable(env.get(name)).filter(value -> !value.isBlank());
    }
}
