package org.civichopper.importer.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import org.civichopper.importer.step.Step;
import org.civichopper.model.document.Quality;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.provider.EmfMetricsProvider;

/// Metrics as lines of CloudWatch's Embedded Metric Format on stdout, and in every log line which
/// invocation it is of. One record holds the metrics of one set of dimensions.
public final class EmfTelemetry implements Telemetry {

    private static final String CORRELATION_ID = "correlation_id";
    private static final String REQUEST_ID = "function_request_id";
    private static final String JURISDICTION = "jurisdiction";

    private final Metrics metrics;
    private Context invocation;
    private boolean anyBatch;

    public EmfTelemetry() {
        this(new EmfMetricsProvider().getMetricsInstance());
    }

    /// @param metrics where the records go; its namespace becomes ours
    public EmfTelemetry(Metrics metrics) {
        this.metrics = metrics;
        metrics.setNamespace(Metric.NAMESPACE);
    }

    @Override
    public void begin(Context invoked) {
        invocation = invoked;
        anyBatch = false;
        PowertoolsLogging.initializeLogging(invoked);
        MDC.put(CORRELATION_ID, invoked.getAwsRequestId());
    }

    @Override
    public void batch(Batch batch) {
        anyBatch = true;
        emit(record -> {
            add(record, Metric.MESSAGES, batch.messages());
            add(record, Metric.POSTPONED, batch.postponed());
            if (batch.worked()) {
                add(record, Metric.BATCHES, 1);
            }
            add(record, Metric.REJECTED, batch.documents("rejected"));
            add(record, Metric.SUPERSEDED, batch.documents("superseded"));
            add(record, Metric.UNMATCHED_NAMES, unmatchedNames(batch));
        });
        batch.counts().forEach(this::documents);
        batch.times().forEach((step, took) -> seconds(step, took.toNanos() / 1e9));
        batch.ages().forEach(this::freshness);
    }

    private static int unmatchedNames(Batch batch) {
        var quality = batch.quality();
        return quality.of(Quality.UNMATCHED_SPONSOR)
                + quality.of(Quality.UNMATCHED_VOTER)
                + quality.of(Quality.UNMATCHED_PARTICIPANT)
                + quality.of(Quality.UNMATCHED_ENTITY);
    }

    private void documents(Batch.Count count) {
        emit(
                Map.of(Dimension.KIND, count.kind(), Dimension.OUTCOME, count.outcome()),
                record -> add(record, Metric.DOCUMENTS, count.documents()));
    }

    private void seconds(Step step, double took) {
        emit(
                Map.of(Dimension.STEP, step.word()),
                record -> add(record, Metric.BATCH_SECONDS, took));
    }

    private void freshness(String jurisdictionId, Collection<Age> ages) {
        emit(record -> {
            record.addMetadata(JURISDICTION, jurisdictionId);
            for (var age : ages) {
                age.whole().ifPresent(took -> add(record, Metric.FRESHNESS, took));
                age.untilUploaded().ifPresent(took -> add(record, Metric.FRESHNESS_UPLOADED, took));
                add(record, Metric.FRESHNESS_RECEIVED, age.untilReceived());
                add(record, Metric.FRESHNESS_COMMITTED, age.untilCommitted());
            }
        });
    }

    @Override
    public void end(Invocation ended) {
        emit(record -> {
            if (!anyBatch) {
                add(record, Metric.MESSAGES, 0);
            }
            add(record, Metric.DATABASE_FAILURES, ended.databaseFailures());
            ended.parked()
                    .ifPresent(parked -> {
                        add(record, Metric.PARKED, parked.documents());
                        add(record, Metric.PARKED_AGE, parked.oldest().toMillis() / 1000.0);
                    });
        });
        PowertoolsLogging.clearState(false);
    }

    private void emit(Consumer<Metrics> content) {
        emit(Map.of(), content);
    }

    private void emit(Map<Dimension, String> further, Consumer<Metrics> content) {
        metrics.flushMetrics(record -> {
            var dimensions =
                    DimensionSet.of(Dimension.FUNCTION.title(), invocation.getFunctionName());
            further.forEach(
                    (dimension, value) -> dimensions.addDimension(dimension.title(), value));
            record.setDefaultDimensions(dimensions);
            record.addMetadata(REQUEST_ID, invocation.getAwsRequestId());
            content.accept(record);
        });
    }

    private static void add(Metrics record, Metric metric, double value) {
        record.addMetric(metric.title(), value, metric.unit());
    }
}
