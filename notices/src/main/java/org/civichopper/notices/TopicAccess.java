package org.civichopper.notices;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/// Publishes to topics with a role: one signed request, for which no client is needed.
///
/// @param endpoint where SNS is; by the topic's region where nobody says so
public record TopicAccess(Optional<URI> endpoint, AwsCredentialsProvider credentials) {

    // The client of the JDK sets these itself, and refuses them from us.
    private static final Set<String> OF_THE_CLIENT = Set.of("host", "content-length");

    HttpRequest.Builder publish(Receiver.Topic topic, String subject, String text) {
        var body =
                form(
                        Map.of(
                                "Action",
                                "Publish",
                                "Version",
                                "2010-03-31",
                                "TopicArn",
                                topic.arn(),
                                "Subject",
                                subject,
                                "Message",
                                text));
        var unsigned =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.POST)
                        .uri(address(topic))
                        .putHeader("Content-Type", "application/x-www-form-urlencoded")
                        .build();
        var signed =
                AwsV4HttpSigner.create()
                        .sign(sign ->
                                sign.identity(credentials.resolveCredentials())
                                        .request(unsigned)
                                        .payload(ContentStreamProvider.fromUtf8String(body))
                                        .putProperty(
                                                AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sns")
                                        .putProperty(AwsV4HttpSigner.REGION_NAME, topic.region()));
        var request =
                HttpRequest.newBuilder(signed.request().getUri())
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        signed.request()
                .forEachHeader((name, values) -> {
                    if (!OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return request;
    }

    private URI address(Receiver.Topic topic) {
        return endpoint.orElseGet(() -> {
            var suffix = PartitionMetadata.of(Region.of(topic.region())).dnsSuffix();
            return URI.create("https://sns.%s.%s/".formatted(topic.region(), suffix));
        });
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(joining("&"));
    }
}
