package org.civichopper.bulk.tell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.aws.AwsAccess;
import org.civichopper.notices.Receiver;
import org.civichopper.notices.TopicAccess;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;

/// Who is told of loads: chats, webhooks and topics of SNS.
///
/// @param topics how topics are published to
public record Addressees(List<Receiver> receivers, TopicAccess topics) {

    private static final String TOPICS = "AWS_ENDPOINT_URL_SNS";

    /// Told by none.
    public static final Addressees NOBODY =
            new Addressees(
                    List.of(),
                    new TopicAccess(Optional.empty(), AnonymousCredentialsProvider.create()));

    /// Those that a setting names, as the realtime way writes it: `slack=URL,sns=ARN`.
    ///
    /// @param environment where the AWS access of topics is found
    /// @throws IllegalArgumentException that shows nothing of an address
    public static Addressees parse(Optional<String> text, Map<String, String> environment) {
        var receivers = Receiver.parse(text.orElse(""));
        if (receivers.stream().noneMatch(Receiver.Topic.class::isInstance)) {
            return new Addressees(receivers, NOBODY.topics());
        }
        var access = AwsAccess.from(environment);
        return new Addressees(
                receivers, new TopicAccess(access.endpoint(TOPICS), access.credentials()));
    }
}
