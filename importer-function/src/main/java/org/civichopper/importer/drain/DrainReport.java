package org.civichopper.importer.drain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.QualityCounts;
import org.civichopper.importer.batch.Unreadable;

/// What one tick, or one batch of it, did.
public final class DrainReport {

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final QualityCounts quality = new QualityCounts();
    private int messages;
    private int postponed;

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

    /// The function's answer.
    public Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("messages", messages);
        map.put("postponed", postponed);
        map.put("documents", outcomes);
        map.put("quality", quality.byWord());
        return map;
    }

    void messages(int received) {
        messages += received;
    }

    void postponed(int released) {
        postponed += released;
    }

    void add(Map<Arrival, Outcome> imported, Collection<Unreadable> unreadable) {
        quality.add(imported);
        imported.values().forEach(outcome -> outcomes.merge(outcome.word(), 1, Integer::sum));
        unreadable.forEach(thing -> outcomes.merge(thing.outcome().word(), 1, Integer::sum));
    }

    void add(DrainReport batch) {
        messages += batch.messages;
        postponed += batch.postponed;
        quality.add(batch.quality);
        batch.outcomes.forEach((word, count) -> outcomes.merge(word, count, Integer::sum));
    }

    @Override
    public String toString() {
        return messages
                + " messages, "
                + outcomes
                + ", "
                + postponed
                + " postponed, quality "
                + quality.byWord();
    }
}
