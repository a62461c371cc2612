package org.civichopper.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import org.civichopper.aws.Refusal;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// Whether the queue is there, lets us do what the function does, and has a place for dead letters.
/// Nothing is received: that would count against a message.
final class QueuePermissions {

    private static final int FORBIDDEN = 403;
    private static final String NO_SUCH_RECEIPT = "hopper-doctor";

    private final SqsClient sqs;
    private final String url;

    QueuePermissions(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    Outcome examine() {
        var findings = new ArrayList<Finding>();
        try {
            var attributes =
                    sqs.getQueueAttributes(
                                    get -> get.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributes();
            if (!attributes.containsKey(QueueAttributeName.REDRIVE_POLICY)) {
                findings.add(
                        new Finding(
                                url,
                                "a dead-letter queue (RedrivePolicy)",
                                "none",
                                "give it one, as template.yaml does: without it a message that is"
                                        + " never done comes again until it is lost"));
            }
        } catch (QueueDoesNotExistException e) {
            return Outcome.found(
                    url,
                    "a queue",
                    Refusal.of(e),
                    "correct SQS_QUEUE_URL and AWS_REGION, or create the queue");
        } catch (SqsException e) {
            return Outcome.found(
                    url,
                    "a queue whose attributes may be read (sqs:GetQueueAttributes)",
                    Refusal.of(e),
                    "give these credentials the function's policies, see docs/aws.md");
        }
        ask(
                findings,
                "sqs:ChangeMessageVisibility",
                () ->
                        sqs.changeMessageVisibility(change ->
                                change.queueUrl(url)
                                        .receiptHandle(NO_SUCH_RECEIPT)
                                        .visibilityTimeout(0)));
        ask(
                findings,
                "sqs:DeleteMessage",
                () -> sqs.deleteMessage(d -> d.queueUrl(url).receiptHandle(NO_SUCH_RECEIPT)));
        return Outcome.of(findings, url + " and its dead letters are there");
    }

    private void ask(List<Finding> findings, String action, Runnable question) {
        try {
            question.run();
        } catch (SqsException e) {
            // Any other refusal is of the receipt that we made up.
            if (e.statusCode() == FORBIDDEN) {
                findings.add(
                        new Finding(
                                url,
                                action,
                                Refusal.of(e),
                                "give these credentials the function's policies, see docs/aws.md"));
            }
        }
    }
}
