package org.civichopper.aws;

import java.util.Map;
import java.util.Optional;

/// The queue that scrapers name in their environment.
public final class QueueUrl {

    public static final String VARIABLE = "SQS_QUEUE_URL";

    private QueueUrl() {}

    /// @throws IllegalArgumentException if it is not set, or no address of a queue
    public static String required(Map<String, String> env) {
        return named(env)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                VARIABLE
                                        + " is not set: set it to the queue's address, for example"
                                        + " https://sqs.us-east-1.amazonaws.com/123456789012/my-queue"));
    }

    /// Empty where it is not set.
    ///
    /// @throws IllegalArgumentException if it is no address of a queue
    public static Optional<String> named(Map<String, String> env) {
        return Optional.ofNullable(env.get(VARIABLE))
                .filter(url -> !url.isBlank())
                .map(QueueUrl::sound);
    }

    private static String sound(String url) {
        if (!url.matches("https?://[^/]+/.+")) {
            throw new IllegalArgumentException(
                    "%s: expected the https:// address of a queue, found \"%s\""
                            .formatted(VARIABLE, url));
        }
        return url;
    }
}
