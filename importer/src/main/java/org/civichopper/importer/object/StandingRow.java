package org.civichopper.importer.object;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.civichopper.database.ledger.NaturalKey;

/// A row that a document may mean, with what decides which of several rows it takes.
///
/// @param live false for an event that is marked as deleted
/// @param sightings how the ledger knows the row
public record StandingRow(String id, boolean live, List<Sighting> sightings) {

    /// That documents brought the row under a key.
    ///
    /// @param run the last that did; empty for documents outside a run
    /// @param now whether a document of this very batch did
    public record Sighting(NaturalKey key, Optional<String> run, boolean now) {}

    /// Reads a row of a statement that gives `id` and, of `hopper.known_row`, `known_as` and
    /// `seen_by`.
    public static StandingRow read(ResultSet rows, boolean live) throws SQLException {
        var keys = rows.getArray("known_as");
        var sightings = new ArrayList<Sighting>();
        if (keys != null) {
            var runs = (String[]) rows.getArray("seen_by").getArray();
            var at = 0;
            for (var key : (String[]) keys.getArray()) {
                var run = Optional.ofNullable(runs[at++]);
                sightings.add(new Sighting(new NaturalKey(key), run, false));
            }
        }
        return new StandingRow(rows.getString("id"), live, sightings);
    }

    /// The rows in the order in which a document under this key takes one: a live one, then the one
    /// that the ledger knows under the key, then any that it knows, then as they are given.
    ///
    /// @param given the one that changed last first, and of equals the smallest id
    public static <T> List<T> inOrder(List<T> given, Function<T, StandingRow> row, NaturalKey key) {
        return given.stream()
                .sorted(
                        Comparator.comparing((T each) -> !row.apply(each).live())
                                .thenComparing(each -> !row.apply(each).isKnownAs(key))
                                .thenComparing(each -> row.apply(each).sightings().isEmpty()))
                .toList();
    }

    private boolean isKnownAs(NaturalKey key) {
        return sightings.stream().anyMatch(sighting -> sighting.key().equals(key));
    }

    /// The row once a document of this batch has brought it.
    public StandingRow seenBy(Candidate<?> candidate) {
        var all = new ArrayList<>(sightings);
        all.add(new Sighting(candidate.key().naturalKey(), candidate.arrival().runId(), true));
        return new StandingRow(id, true, all);
    }

    /// Whether a document of the same scrape brought the row under another key than this one's.
    public boolean isSeenBesides(Candidate<?> candidate) {
        return sightings.stream()
                .filter(sighting -> !sighting.key().equals(candidate.key().naturalKey()))
                .anyMatch(sighting -> isSameScrape(sighting, candidate.arrival().runId()));
    }

    // Outside a run only what comes together is known to be of one scrape.
    private static boolean isSameScrape(Sighting sighting, Optional<String> run) {
        return sighting.run().equals(run) && (run.isPresent() || sighting.now());
    }
}
