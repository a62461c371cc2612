package org.civichopper.importer.arrival;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.model.document.Quality;

/// How good the data was that was imported: how often something was not as it should be.
public final class QualityCounts {

    private final Map<Quality, Integer> counts = new EnumMap<>(Quality.class);
    private final Map<Quality, String> examples = new EnumMap<>(Quality.class);

    public void add(Map<Arrival, Outcome> outcomes) {
        outcomes.forEach((arrival, outcome) -> {
            for (var warning : outcome.warnings()) {
                counts.merge(warning.quality(), 1, Integer::sum);
                examples.putIfAbsent(warning.quality(), arrival.file() + ": " + warning);
            }
        });
    }

    /// Adds those of a part, for example of one batch.
    public void add(QualityCounts part) {
        part.counts.forEach((quality, count) -> counts.merge(quality, count, Integer::sum));
        part.examples.forEach(examples::putIfAbsent);
    }

    public int of(Quality quality) {
        return counts.getOrDefault(quality, 0);
    }

    /// The first that was met, with its file.
    public Optional<String> example(Quality quality) {
        return Optional.ofNullable(examples.get(quality));
    }

    /// Those that are not 0, for machines: `unmatched_voter` and how many.
    public Map<String, Integer> byWord() {
        var words = new LinkedHashMap<String, Integer>();
        counts.forEach((quality, count) -> words.put(quality.word(), count));
        return words;
    }
}
