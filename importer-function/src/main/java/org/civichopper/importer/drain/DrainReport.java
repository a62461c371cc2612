package org.civichopper.importer.drain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.importer.arrival.QualityCounts;
import org.civichopper.importer.queue.Received;
import org.civichopper.importer.telemetry.Batch;

/// What the batches of one invocation did.
public final class DrainReport {

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final QualityCounts quality = new QualityCounts();
    private int messages;
    private int postponed;
    private int databaseFailures;
    private final Set<String> unsettled = new LinkedHashSet<>();

    /// Messages that were received.
    public int messages() {
        return messages;
    }

    /// Messages that went back because the world did not let us.
    public int postponed() {
        return postponed;
    }

    /// How many documents came to each end, by the words of the ledger's receipts.
    public Map<String, Integer> outcomes() {
        return outcomes;
    }

    /// What was not as it should be in the documents that were imported.
    public QualityCounts quality() {
        return quality;
    }

    /// The ids of the messages that have to come again, for whatever reason.
    public Set<String> unsettled() {
        return unsettled;
    }

    /// How many batches the database did not let through.
    public int databaseFailures() {
        return databaseFailures;
    }

    /// The function's answer.
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("messages", messages);
        map.put("postponed", postponed);
        map.put("documents", outcomes);
        map.put("quality", quality.byWord());
        return map;
    }

    void add(Batch batch) {
        messages += batch.messages();
        postponed += batch.postponed();
        quality.add(batch.quality());
        batch.outcomesByWord().forEach((word, count) -> outcomes.merge(word, count, Integer::sum));
    }

    void unsettled(Collection<Received> more) {
        more.forEach(message -> unsettled.add(message.messageId()));
    }

    void databaseFailed() {
        databaseFailures++;
    }
}
