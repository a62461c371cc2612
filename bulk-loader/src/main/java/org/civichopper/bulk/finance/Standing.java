package org.civichopper.bulk.finance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.ledger.LoadWatermarks;

/// Which load of a state stands, as the watermarks of its schema say: by the run, the bytes of its
/// files and its options. What was rolled back is known, too.
///
/// @param state its code
record Standing(Connection connection, String schema, String state) {

    /// @param fingerprint of the files
    record Load(long run, String fingerprint, String options) {

        /// Whether it was of the same bytes, read in the same way.
        boolean is(String otherFingerprint, String otherOptions) {
            return fingerprint.equals(otherFingerprint) && options.equals(otherOptions);
        }

        private static Load of(String text) {
            var words = text.split(" ", 3);
            return new Load(Long.parseLong(words[0]), words[1], words[2]);
        }

        private String text() {
            return run + " " + fingerprint + " " + options;
        }
    }

    private LoadWatermarks watermarks() {
        return new LoadWatermarks(connection, CampaignFinance.DATASET, schema);
    }

    private String rolledBackKey() {
        return state + " rolled back";
    }

    Optional<Load> load() throws SQLException {
        return Optional.ofNullable(watermarks().all().get(state)).map(Load::of);
    }

    Optional<Load> rolledBack() throws SQLException {
        return Optional.ofNullable(watermarks().all().get(rolledBackKey())).map(Load::of);
    }

    /// Only this state's part, for a rollback to put back.
    Map<String, String> ofState() throws SQLException {
        var values = new TreeMap<>(watermarks().all());
        values.keySet().retainAll(Set.of(state));
        return values;
    }

    /// To be committed with the rows.
    void promoted(Load load) throws SQLException {
        var values = new TreeMap<>(watermarks().all());
        values.put(state, load.text());
        values.remove(rolledBackKey());
        watermarks().putBack(values, load.run());
    }

    /// To be committed with the rows of before.
    ///
    /// @param before what [#ofState] said before the load that is taken back
    void rolledBack(Map<String, String> before, long run) throws SQLException {
        var values = new TreeMap<>(watermarks().all());
        var taken = values.remove(state);
        values.putAll(before);
        if (taken != null) {
            values.put(rolledBackKey(), taken);
        }
        watermarks().putBack(values, run);
    }

    /// What a load came to that rejected nothing; empty where it did, or is forgotten.
    static Optional<Tally> tally(Connection connection, long run) throws SQLException {
        var found = new LoadRuns(connection).find(run);
        if (found.filter(each -> each.status() == LoadStatus.COMPLETED).isEmpty()) {
            return Optional.empty();
        }
        return new LoadSlices(connection)
                .all(run).stream()
                        .findFirst()
                        .map(standing -> Tally.of(standing.slice().checkpoint()));
    }
}
