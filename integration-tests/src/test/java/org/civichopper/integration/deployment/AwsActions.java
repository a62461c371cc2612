package org.civichopper.integration.deployment;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which IAM actions a call of an AWS client needs.
final class AwsActions {

    private static final Pattern CLIENT =
            Pattern.compile("software/amazon/awssdk/services/[^/]+/[A-Za-z0-9]+(Client|Utilities)");
    private static final Set<String> NO_REQUEST = Set.of("builder", "create", "close");

    /// By type and method. A conditional delete and a copy also read.
    private static final Map<String, Set<String>> NEEDED =
            Map.ofEntries(
                    Map.entry("S3Client.getObject", Set.of("s3:GetObject")),
                    Map.entry("S3Client.putObject", Set.of("s3:PutObject")),
                    Map.entry("S3Client.copyObject", Set.of("s3:GetObject", "s3:PutObject")),
                    Map.entry("S3Client.deleteObject", Set.of("s3:DeleteObject", "s3:GetObject")),
                    Map.entry("S3Client.listObjectsV2", Set.of("s3:ListBucket")),
                    Map.entry("S3Client.listObjectsV2Paginator", Set.of("s3:ListBucket")),
                    Map.entry("SqsClient.receiveMessage", Set.of("sqs:ReceiveMessage")),
                    Map.entry("SqsClient.deleteMessageBatch", Set.of("sqs:DeleteMessage")),
                    Map.entry(
                            "SqsClient.changeMessageVisibilityBatch",
                            Set.of("sqs:ChangeMessageVisibility")),
                    Map.entry("SqsClient.sendMessageBatch", Set.of("sqs:SendMessage")),
                    Map.entry("SqsClient.sendMessage", Set.of("sqs:SendMessage")),
                    Map.entry("SqsClient.getQueueAttributes", Set.of("sqs:GetQueueAttributes")),
                    Map.entry("LambdaClient.invoke", Set.of("lambda:InvokeFunction")),
                    Map.entry(
                            "SecretsManagerClient.getSecretValue",
                            Set.of("secretsmanager:GetSecretValue")),
                    Map.entry(
                            "RdsUtilities.generateAuthenticationToken", Set.of("rds-db:connect")));

    /// What is signed without a client of the SDK: a token for the database, a message for a topic.
    /// The service that it is signed for is a text.
    private static final Map<String, String> NEEDED_FOR_TEXT =
            Map.of("rds-db", "rds-db:connect", "sns", "sns:Publish");

    private AwsActions() {}

    /// @throws AssertionError for a call that is not in the table
    static Set<String> neededBy(CompiledCode code) {
        var actions = new TreeSet<String>();
        for (var call : code.calls()) {
            if (!CLIENT.matcher(call.owner()).matches() || NO_REQUEST.contains(call.method())) {
                continue;
            }
            var needed = NEEDED.get(call.simpleName());
            if (needed == null) {
                throw new AssertionError(
                        "%s is called, and AwsActions does not know which IAM action it needs: look it up under"
                                        .formatted(call.simpleName())
                                + " \"Actions, resources, and condition keys for AWS services\", add it to"
                                + " AwsActions.NEEDED, and grant it in template.yaml");
            }
            actions.addAll(needed);
        }
        for (var text : code.texts()) {
            if (NEEDED_FOR_TEXT.containsKey(text)) {
                actions.add(NEEDED_FOR_TEXT.get(text));
            }
        }
        return actions;
    }
}
