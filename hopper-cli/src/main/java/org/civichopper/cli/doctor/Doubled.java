package org.civichopper.cli.doctor;

import java.util.List;

/// One thing that stands more than once.
///
/// @param name its natural key, for people
/// @param ids of its rows, the one that the import takes first
record Doubled(What what, String jurisdictionId, String name, List<String> ids) {

    /// What may stand more than once, because the tables have no unique keys that forbid it.
    enum What {
        SESSION("session"),
        BILL("bill"),
        VOTE_EVENT("vote_event"),
        EVENT("event");

        private final String word;

        What(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /// The row that stays.
    String taken() {
        return ids.getFirst();
    }

    List<String> others() {
        return ids.subList(1, ids.size());
    }
}
