package org.civichopper.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.civichopper.importer.telemetry.EmfTelemetry;
import org.civichopper.importer.telemetry.Telemetry;
import software.amazon.cloudwatchlogs.emf.environment.Environment;
import software.amazon.cloudwatchlogs.emf.environment.EnvironmentProvider;
import software.amazon.cloudwatchlogs.emf.model.MetricsContext;
import software.amazon.cloudwatchlogs.emf.sinks.ISink;
import software.amazon.lambda.powertools.metrics.internal.EmfMetricsLogger;

/// The records that a function writes for CloudWatch, kept for a test instead of printed.
public final class EmfRecords {

    /// A record as CloudWatch reads it.
    public record Record(JsonNode json) {

        private JsonNode directive() {
            return json.at("/_aws/CloudWatchMetrics/0");
        }

        public String namespace() {
            return directive().path("Namespace").asText();
        }

        public Map<String, String> dimensions() {
            var dimensions = new TreeMap<String, String>();
            directive()
                    .path("Dimensions")
                    .path(0)
                    .forEach(name -> dimensions.put(name.asText(), property(name.asText())));
            return dimensions;
        }

        /// The metrics of the record with their units.
        public Map<String, String> units() {
            var units = new TreeMap<String, String>();
            directive()
                    .path("Metrics")
                    .forEach(metric ->
                            units.put(metric.path("Name").asText(), metric.path("Unit").asText()));
            return units;
        }

        public List<Double> values(String metric) {
            var values = new ArrayList<Double>();
            var value = json.path(metric);
            if (value.isArray()) {
                value.forEach(each -> values.add(each.asDouble()));
            } else if (value.isNumber()) {
                values.add(value.asDouble());
            }
            return values;
        }

        public String property(String name) {
            return json.path(name).asText();
        }
    }

    private final List<Record> records = new ArrayList<>();

    /// Tells its metrics to this.
    public Telemetry telemetry() {
        return new EmfTelemetry(new EmfMetricsLogger(new Here(), new MetricsContext()));
    }

    public Collection<Record> all() {
        return records;
    }

    public void forget() {
        records.clear();
    }

    public List<Record> with(String metric) {
        return records.stream().filter(record -> !record.values(metric).isEmpty()).toList();
    }

    /// All values of a metric, whatever its dimensions.
    public List<Double> values(String metric) {
        return records.stream().flatMap(record -> record.values(metric).stream()).toList();
    }

    public static Record read(String line) {
        try {
            return new Record(new JsonMapper().readTree(line));
        } catch (JsonProcessingException e) {
            throw new AssertionError("expected a line of JSON, found " + line, e);
        }
    }

    private final class Here extends EnvironmentProvider implements Environment, ISink {

        @Override
        public CompletableFuture<Environment> resolveEnvironment() {
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public boolean probe() {
            return true;
        }

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public String getType() {
            return "test";
        }

        @Override
        public String getLogGroupName() {
            return "test";
        }

        @Override
        public void configureContext(MetricsContext context) {}

        @Override
        public ISink getSink() {
            return this;
        }

        @Override
        public void accept(MetricsContext context) {
            try {
                context.serialize().forEach(line -> records.add(read(line)));
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public CompletableFuture<Void> shutdown() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
