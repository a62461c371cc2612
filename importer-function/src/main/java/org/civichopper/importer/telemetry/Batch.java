package org.civichopper.importer.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.QualityCounts;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.step.Step;

/// What became of a batch.
///
/// @param committed when its transaction was
/// @param times how long its steps took
public record Batch(
        int messages,
        int postponed,
        Map<Arrival, Outcome> outcomes,
        Collection<Unreadable> unreadable,
        Instant committed,
        Map<Step, Duration> times) {

    /// How many documents of a kind came to an end, by the words of the ledger.
    record Count(String kind, String outcome, int documents) {}

    /// Whether anything of it was done.
    boolean worked() {
        return postponed < messages;
    }

    Collection<Count> counts() {
        var counts = new TreeMap<String, Count>();
        outcomes.forEach((arrival, outcome) ->
                count(arrival.document().kind().word(), outcome.word(), counts));
        unreadable.forEach(thing -> count(thing.kindWord(), thing.outcome().word(), counts));
        return counts.values();
    }

    private static void count(String kind, String outcome, Map<String, Count> counts) {
        counts.merge(
                kind + " " + outcome,
                new Count(kind, outcome, 1),
                (one, other) -> new Count(kind, outcome, one.documents() + other.documents()));
    }

    /// All that came to an end of that word, of whatever kind.
    int documents(String outcome) {
        return outcomesByWord().getOrDefault(outcome, 0);
    }

    /// How many documents came to each end, by the words of the ledger's receipts.
    public Map<String, Integer> outcomesByWord() {
        var words = new TreeMap<String, Integer>();
        counts().forEach(count -> words.merge(count.outcome(), count.documents(), Integer::sum));
        return words;
    }

    /// What was not as it should be in the documents that were imported.
    public QualityCounts quality() {
        var quality = new QualityCounts();
        quality.add(outcomes);
        return quality;
    }

    /// Whose documents they were.
    Set<String> jurisdictions() {
        var ids = new TreeSet<String>();
        outcomes.keySet().forEach(arrival -> ids.add(arrival.jurisdictionId()));
        unreadable.forEach(thing -> thing.jurisdictionId().ifPresent(ids::add));
        return ids;
    }

    /// How old the documents were that it imported, by jurisdiction. Those that waited in the
    /// database, and those that somebody put back, say nothing about how fast it goes.
    Map<String, Collection<Age>> ages() {
        var ages = new TreeMap<String, Collection<Age>>();
        outcomes.forEach((arrival, outcome) -> {
            if (outcome instanceof Outcome.Imported) {
                age(arrival)
                        .ifPresent(age ->
                                ages.computeIfAbsent(
                                                arrival.jurisdictionId(), _ -> new ArrayList<>())
                                        .add(age));
            }
        });
        return ages;
    }

    private Optional<Age> age(Arrival arrival) {
        return arrival.delivery()
                .filter(delivery -> !delivery.replayed())
                .map(delivery ->
                        new Age(
                                arrival.scrapedAt(),
                                arrival.freshSince(),
                                delivery.putAt(),
                                delivery.receivedAt(),
                                committed));
    }
}
