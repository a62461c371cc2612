package org.civichopper.importer.object;

import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.Seen;
import org.civichopper.database.ledger.SupersededDocuments.Superseded;
import org.civichopper.database.row.Differences;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Quality;
import org.civichopper.model.document.Warning;

/// Documents of one scrape that share a key and differ: the newer stands, and what is lost is told,
/// in whatever batches they come. Outside a run nothing tells them from those of another scrape.
final class SharedKeys<T> {

    /// A document that lost, and the file that it lost to.
    ///
    /// @param differs whether the two are known to differ; else their rows tell
    private record Loser<T>(Candidate<T> candidate, String id, String winner, boolean differs) {}

    /// The rows that a document should stand as, whatever became of it.
    interface Rows<T> {
        Wanted of(Candidate<T> candidate, Optional<Standing> standing);
    }

    private final Transaction transaction;
    private final Kind kind;
    private final Table table;
    private final List<Loser<T>> losers = new ArrayList<>();
    private final Map<String, Wanted> winners = new HashMap<>();

    SharedKeys(Transaction transaction, Kind kind, Table table) {
        this.transaction = transaction;
        this.kind = kind;
        this.table = table;
    }

    /// The rows that the newest document of this batch gives.
    void won(String id, Wanted wanted) {
        winners.put(id, wanted);
    }

    /// A document of this batch lost to another of it.
    void lost(Candidate<T> older, Candidate<T> newer, String id) {
        if (older.arrival().runId().isPresent()
                && older.isOfScrape(newer)
                && !older.arrival().file().equals(newer.arrival().file())) {
            losers.add(new Loser<>(older, id, newer.arrival().file(), true));
        }
    }

    /// A document of this batch lost to one that stands.
    void lost(Candidate<T> older, Seen standing, String id) {
        if (isAnother(older, standing)) {
            var file = file(standing, older.arrival());
            losers.add(new Loser<>(older, id, file, standing.contentHash() != null));
        }
    }

    /// Whether a document of this batch takes the place of another of its scrape, which stands.
    ///
    /// @return what is to be said with it
    Optional<Warning> took(Candidate<T> newer, Seen before, Standing standing, Wanted wanted) {
        if (!isAnother(newer, before)) {
            return Optional.empty();
        }
        var file = file(before, newer.arrival());
        var differs = inWords(Differences.between(table, Wanted.like(standing), wanted));
        note(standing.id(), file, newer.arrival().file(), differs, newer.arrival());
        return Optional.of(
                warning("%s, which is older and differs in %s".formatted(file, differs)));
    }

    boolean isEmpty() {
        return losers.isEmpty();
    }

    /// Those of the rows that both mean of which nothing was compared.
    Set<String> rowsToRead() {
        return losers.stream()
                .map(Loser::id)
                .filter(id -> !winners.containsKey(id))
                .collect(toSet());
    }

    List<Candidate<T>> candidates() {
        return losers.stream().map(Loser::candidate).toList();
    }

    /// Tells of every document that lost what it lost to, and in what they differ.
    ///
    /// @param standing the rows that were to be read
    void tell(Map<String, Standing> standing, Rows<T> rows) {
        for (var loser : losers) {
            var arrival = loser.candidate().arrival();
            var row = Optional.ofNullable(standing.get(loser.id()));
            var differences = differences(loser, row, rows);
            if (loser.differs() || !differences.isEmpty()) {
                var differs = inWords(differences);
                note(loser.id(), arrival.file(), loser.winner(), differs, arrival);
                var found = loser.winner() + ", which is newer and differs in " + differs;
                transaction.settle(
                        arrival, new Outcome.Superseded(loser.id(), List.of(warning(found))));
            }
        }
    }

    private List<String> differences(Loser<T> loser, Optional<Standing> standing, Rows<T> rows) {
        try {
            var wanted = rows.of(loser.candidate(), standing);
            var winner =
                    Optional.ofNullable(winners.get(loser.id()))
                            .or(() -> standing.map(Wanted::like));
            return winner.map(won -> Differences.between(table, won, wanted)).orElse(List.of());
        } catch (InvalidInputException reason) {
            return List.of(reason.place()); // it could not have been stored at all
        }
    }

    private static String inWords(List<String> differences) {
        return differences.isEmpty() ? "what no row shows" : String.join(", ", differences);
    }

    private void note(String id, String file, String winner, String differs, Arrival arrival) {
        var run = arrival.runId().orElseThrow();
        transaction.noteLater(new Superseded(id, file, winner, differs, run));
    }

    private static Warning warning(String found) {
        return new Warning(
                Quality.SHARED_KEY,
                "document",
                "the only document of this scrape under its key",
                found);
    }

    // One file that comes again, changed or not, is no other document.
    private static boolean isAnother(Candidate<?> candidate, Seen standing) {
        var arrival = candidate.arrival();
        return arrival.runId().isPresent()
                && arrival.runId().equals(standing.runId())
                && !arrival.version().sha256().equals(standing.version().sha256())
                && !candidate.contentHash().equals(standing.contentHash())
                && standing.scrapedId()
                        .filter(id -> !id.equals(arrival.document().head().scrapedId()))
                        .isPresent();
    }

    // Scrapers name a file by its kind and the document's `_id`, and all of a scrape are in one
    // folder.
    private String file(Seen standing, Arrival arrival) {
        var folder = arrival.file().substring(0, arrival.file().lastIndexOf('/') + 1);
        return folder + kind.word() + "_" + standing.scrapedId().orElseThrow() + ".json";
    }
}
