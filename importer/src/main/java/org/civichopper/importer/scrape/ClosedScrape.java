package org.civichopper.importer.scrape;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.civichopper.database.ledger.Scrapes.Finished;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.RunMessage;

/// A scrape that is over, with all that came of it.
///
/// @param documents how many came to each end, by the words of the ledger
public record ClosedScrape(
        Finished run,
        Outcome outcome,
        Map<Kind, Map<String, Integer>> documents,
        Closed closed,
        Instant at) {

    /// How a scrape ended.
    public enum Outcome {
        /// All its objects were handled, and the scraper ended well.
        COMPLETE,
        /// All its objects were handled, but the scraper did not end well.
        FAILED,
        /// Objects, or its last message, never came.
        INCOMPLETE;

        static Outcome of(Finished run) {
            if (run.end().isEmpty() || run.waitsFor() > 0) {
                return INCOMPLETE;
            }
            return run.end().get().exitCode() == 0 ? COMPLETE : FAILED;
        }

        /// The word of the ledger.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is wrong with it; empty if nothing is.
    public String complaint() {
        return switch (outcome) {
            case COMPLETE -> "";
            case FAILED ->
                    "the scraper ended with exit code "
                            + run.end().map(RunMessage.End::exitCode).orElseThrow();
            case INCOMPLETE ->
                    run.end().isEmpty()
                            ? "its last message never came"
                            : run.waitsFor() + " objects never came";
        };
    }

    int documents(Kind kind, String outcomeWord) {
        return documents.getOrDefault(kind, Map.of()).getOrDefault(outcomeWord, 0);
    }

    /// For the ledger, in the form that an import of a directory has.
    String toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        documents.forEach((kind, words) -> {
            var counts = json.putObject(kind.word());
            words.forEach(counts::put);
        });
        if (run.waitsFor() > 0) {
            json.put("missing", run.waitsFor());
        }
        closed.retired()
                .forEach((kind, rows) -> json.withObject("/retired").put(kind.word(), rows));
        closed.unconfirmed()
                .forEach((kind, rows) -> json.withObject("/would_retire").put(kind.word(), rows));
        closed.withheld().stream()
                .sorted()
                .forEach(kind -> json.withArray("/withheld").add(kind.word()));
        return json.toString();
    }
}
