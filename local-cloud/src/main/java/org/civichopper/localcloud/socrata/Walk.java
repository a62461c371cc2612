package org.civichopper.localcloud.socrata;

import java.util.ArrayList;
import java.util.List;

/// In which order records come.
interface Walk {

    /// The record at this place, of as many as there are.
    int row(int place);

    /// At no place before this one there is a record that the condition wants.
    default int start(Condition condition) {
        return 0;
    }

    /// Reads an `$order`. Without one, or among equals, the order is another in the next turn.
    static Walk of(String order, Rows rows, long turn) {
        var terms = terms(order);
        return switch (String.join(",", terms)) {
            case "" -> new Shuffled(rows.count(), turn);
            case ":id" -> new ById();
            case ":id DESC" -> new Backwards(new ById(), rows.count());
            case ":updated_at" -> new ByUpdate(rows, turn % 2 == 0);
            case ":updated_at DESC" ->
                    new Backwards(new ByUpdate(rows, turn % 2 == 0), rows.count());
            case ":updated_at,:id" -> new ByUpdate(rows, false);
            case ":updated_at,:id DESC" -> new ByUpdate(rows, true);
            case ":updated_at DESC,:id DESC" ->
                    new Backwards(new ByUpdate(rows, false), rows.count());
            case ":updated_at DESC,:id" -> new Backwards(new ByUpdate(rows, true), rows.count());
            default ->
                    throw Refusal.malformed(
                            "an order by :id, by :updated_at or by both, as it is known here",
                            order);
        };
    }

    private static List<String> terms(String order) {
        var tokens = new Tokens(order);
        var terms = new ArrayList<String>();
        while (!tokens.isAtEnd()) {
            var name = tokens.name();
            terms.add(tokens.took("DESC") ? name + " DESC" : name);
            tokens.took("ASC");
            if (!tokens.isAtEnd()) {
                tokens.expect(",");
            }
        }
        return terms;
    }

    record ById() implements Walk {

        @Override
        public int row(int place) {
            return place;
        }

        @Override
        public int start(Condition condition) {
            return condition.firstRow();
        }
    }

    /// @param lastFirst whether of records with the same time the greatest `:id` comes first
    record ByUpdate(Rows rows, boolean lastFirst) implements Walk {

        @Override
        public int row(int place) {
            if (!lastFirst) {
                return rows.byUpdate(place);
            }
            long time = rows.updated(rows.byUpdate(place));
            return rows.byUpdate(rows.placeSince(time) + rows.placeSince(time + 1) - 1 - place);
        }

        @Override
        public int start(Condition condition) {
            return rows.placeSince(condition.since());
        }
    }

    record Backwards(Walk walk, int count) implements Walk {

        @Override
        public int row(int place) {
            return walk.row(count - 1 - place);
        }
    }

    /// Never begins with the first record, nor twice in a row with the same one, where there are
    /// more than two.
    record Shuffled(int count, long step, long first) implements Walk {

        Shuffled(int count, long turn) {
            this(count, step(count, turn), count < 2 ? 0 : 1 + turn % (count - 1));
        }

        @Override
        public int row(int place) {
            return (int) ((first + place * step) % count);
        }

        // Without a common divisor, so that every record has its place.
        private static long step(int count, long turn) {
            if (count < 2) {
                return 1;
            }
            long step = 1_000_003 + 2 * (turn % 1000);
            while (divisor(step, count) != 1) {
                step++;
            }
            return step;
        }

        private static long divisor(long one, long other) {
            return other == 0 ? one : divisor(other, one % other);
        }
    }
}
