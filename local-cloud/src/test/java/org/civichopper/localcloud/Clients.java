package org.civichopper.localcloud;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The AWS SDK's own clients, given the address and nothing else that is special.
final class Clients {

    private Clients() {}

    static S3Client s3(LocalCloud cloud) {
        return s3(cloud.s3Endpoint(), key(cloud));
    }

    static S3Client s3(URI endpoint, String accessKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(signing(accessKey))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    static SqsClient sqs(LocalCloud cloud) {
        return SqsClient.builder()
                .endpointOverride(cloud.sqsEndpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(signing(key(cloud)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static String key(LocalCloud cloud) {
        return cloud.environment("any", "any", "any").get("AWS_ACCESS_KEY_ID");
    }

    private static StaticCredentialsProvider signing(String accessKey) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "any"));
    }
}
