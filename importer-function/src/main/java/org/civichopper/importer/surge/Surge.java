package org.civichopper.importer.surge;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import org.civichopper.aws.Refusal;
import org.civichopper.importer.queue.WorkQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/// Starts further instances of the function when a tick finds more messages than it can take at
/// once, so that a backlog waits for work and not for the clock.
public final class Surge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Surge.class);
    private static final int MOST = 9; // with the one that starts them, as many as there may be
    private static final String SOURCE = "hopper.surge";
    private static final SdkBytes EVENT =
            SdkBytes.fromUtf8String(
                    """
                    {"source": "%s"}\
                    """
                            .formatted(SOURCE));

    private final LambdaClient lambda;
    private final WorkQueue queue;
    private final int batchSize;

    /// @param lambda closed with this
    /// @param batchSize for how many waiting messages one more instance is started
    public Surge(LambdaClient lambda, WorkQueue queue, int batchSize) {
        this.lambda = lambda;
        this.queue = queue;
        this.batchSize = batchSize;
    }

    /// Starts one instance for each batch that waits, nine at most; one that was itself started so
    /// starts none. Without them the work takes longer, so what cannot be started is no failure.
    ///
    /// @param event that this instance was invoked with
    /// @param function its ARN, as it was invoked
    public void run(ScheduledEvent event, String function) {
        if (SOURCE.equals(event.getSource())) {
            return;
        }
        var started = 0;
        try {
            for (var wanted = Math.min(MOST, queue.waiting() / batchSize); started < wanted; ) {
                lambda.invoke(call ->
                        call.functionName(function)
                                .invocationType(InvocationType.EVENT)
                                .payload(EVENT));
                started++;
            }
        } catch (SdkException e) {
            LOG.warn("only {} further instances started: {}", started, Refusal.of(e));
        }
    }

    @Override
    public void close() {
        lambda.close();
    }
}
