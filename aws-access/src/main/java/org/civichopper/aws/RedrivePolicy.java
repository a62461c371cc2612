package org.civichopper.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Where a queue's dead letters go.
///
/// @param url of the dead-letter queue
/// @param mostReceives after how many a message is one
public record RedrivePolicy(String url, int mostReceives) {

    private static final Consumer<AwsRequestOverrideConfiguration.Builder> SOON =
            call -> call.apiCallTimeout(Duration.ofSeconds(5));

    /// @return nothing for a queue that keeps its messages however often they are received
    /// @throws SdkException when the queue does not answer, or its policy names no queue
    public static Optional<RedrivePolicy> of(SqsClient sqs, String queueUrl) {
        var policy =
                sqs.getQueueAttributes(get ->
                                get.queueUrl(queueUrl)
                                        .attributeNames(QueueAttributeName.REDRIVE_POLICY)
                                        .overrideConfiguration(SOON))
                        .attributes()
                        .get(QueueAttributeName.REDRIVE_POLICY);
        return Optional.ofNullable(policy).map(text -> read(sqs, text));
    }

    private static RedrivePolicy read(SqsClient sqs, String text) {
        try {
            var policy = new JsonMapper().readTree(text);
            var arn = policy.path("deadLetterTargetArn").asText().split(":", 6);
            if (arn.length == 6) { // arn:aws:sqs:region:account:name
                var url =
                        sqs.getQueueUrl(get ->
                                        get.queueName(arn[5])
                                                .queueOwnerAWSAccountId(arn[4])
                                                .overrideConfiguration(SOON))
                                .queueUrl();
                return new RedrivePolicy(url, policy.path("maxReceiveCount").asInt());
            }
        } catch (JsonProcessingException e) {
            // said below
        }
        throw SdkException.create(
                "RedrivePolicy: expected deadLetterTargetArn, found " + text, null);
    }
}
