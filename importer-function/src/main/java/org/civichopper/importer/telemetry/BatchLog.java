package org.civichopper.importer.telemetry;

import static java.util.stream.Collectors.joining;

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
        LOG.atInfo()
                .addKeyValue("messages", batch.messages())
                .addKeyValue("documents", documents)
                .addKeyValue("postponed", batch.postponed())
                .addKeyValue("quality", quality)
                .addKeyValue("ms", milliseconds)
                .addKeyValue("jurisdictions", batch.jurisdictions())
                .log(
                        "batch: {} messages, {}, {} postponed, quality {}; ms: {}",
                        batch.messages(),
                        documents,
                        batch.postponed(),
                        quality,
                        inWords(milliseconds));
    }

    private static void rejected(
            String file, String jurisdictionId, String kind, Outcome.Rejected reason) {
        LOG.atWarn()
                .addKeyValue("file", file)
                .addKeyValue("jurisdiction", jurisdictionId)
                .addKeyValue("kind", kind)
                .addKeyValue("place", reason.place())
                .addKeyValue("expected", reason.expected())
                .addKeyValue("found", reason.found())
                .log("{} rejected: {}", file, reason.reason());
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
