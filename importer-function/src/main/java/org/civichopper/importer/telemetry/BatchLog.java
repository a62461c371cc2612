package org.civichopper.importer.telemetry;

import static java.util.stream.Collectors.joining;
import static software.amazon.lambda.powertools.logging.argument.StructuredArguments.entry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.step.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The lines of a batch: one for itself, one for each thing that it rejected. A reader of text sees
/// the sentence, one of JSON its parts as fields.
public final class BatchLog {

    private static final Logger LOG = LoggerFactory.getLogger(BatchLog.class);

    private BatchLog() {}

    public static void write(Batch batch) {
        batch.outcomes()
                .forEach((arrival, outcome) -> {
                    if (outcome instanceof Outcome.Rejected rejected) {
                        rejected(
                                arrival.file(),
                                arrival.jurisdictionId(),
                                arrival.document().kind().word(),
                                rejected);
                    }
                });
        batch.unreadable()
                .forEach(thing ->
                        rejected(
                                thing.file(),
                                thing.jurisdictionId().orElse(""),
                                thing.kind().map(kind -> kind.word()).orElse(""),
                                thing.outcome()));
        var documents = batch.outcomesByWord();
        var quality = batch.quality().byWord();
        var milliseconds = milliseconds(batch.times());
        LOG.info(
                "batch: {} messages, {}, {} postponed, quality {}; ms: {}",
                batch.messages(),
                documents,
                batch.postponed(),
                quality,
                inWords(milliseconds),
                entry("messages", batch.messages()),
                entry("documents", documents),
                entry("postponed", batch.postponed()),
                entry("quality", quality),
                entry("ms", milliseconds),
                entry("jurisdictions", batch.jurisdictions()));
    }

    private static void rejected(
            String file, String jurisdictionId, String kind, Outcome.Rejected reason) {
        LOG.warn(
                "{} rejected: {}",
                file,
                reason.reason(),
                entry("file", file),
                entry("jurisdiction", jurisdictionId),
                entry("kind", kind),
                entry("place", reason.place()),
                entry("expected", reason.expected()),
                entry("found", reason.found()));
    }

    private static Map<String, Long> milliseconds(Map<Step, Duration> times) {
        var milliseconds = new LinkedHashMap<String, Long>();
        times.forEach((step, took) -> milliseconds.put(step.word(), took.toMillis()));
        return milliseconds;
    }

    /// For example `received 90, fetched 210, written 400`.
    private static String inWords(Map<String, Long> milliseconds) {
        return milliseconds.entrySet().stream()
                .map(lap -> lap.getKey() + " " + lap.getValue())
                .collect(joining(", "));
    }
}
