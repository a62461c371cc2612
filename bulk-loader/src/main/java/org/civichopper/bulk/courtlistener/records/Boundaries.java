package org.civichopper.bulk.courtlistener.records;

/// Where a record can begin.
sealed interface Boundaries {

    /// The last place at which a record begins, or -1.
    ///
    /// @param from so much was looked at before
    int last(byte[] bytes, int from, int end);

    /// In files whose first column is a number and never NULL, and whose values are all in quotes:
    /// newline, quote and digit stand beside each other nowhere but where a record begins. Thus it
    /// is found from any byte on.
    record Numbered(byte quote) implements Boundaries {

        @Override
        public int last(byte[] bytes, int from, int end) {
            for (var place = end - 2; place >= Math.max(from - 1, 1); place--) {
                if (isAt(bytes, place)) {
                    return place;
                }
            }
            return -1;
        }

        /// The first place at which a record begins, or -1.
        ///
        /// @param from not before it
        int first(byte[] bytes, int from, int end) {
            for (var place = Math.max(from, 1); place < end - 1; place++) {
                if (isAt(bytes, place)) {
                    return place;
                }
            }
            return -1;
        }

        private boolean isAt(byte[] bytes, int place) {
            return bytes[place] == quote
                    && bytes[place - 1] == '\n'
                    && bytes[place + 1] >= '0'
                    && bytes[place + 1] <= '9';
        }
    }

    /// In any file, followed from its first record on: behind a newline outside of quotes.
    final class Followed implements Boundaries {

        private final byte quote;
        private final byte escape;
        private boolean inside;
        private boolean escaped;

        Followed(byte quote, byte escape) {
            this.quote = quote;
            this.escape = escape;
        }

        @Override
        public int last(byte[] bytes, int from, int end) {
            var last = -1;
            for (var place = from; place < end; place++) {
                if (isEnd(bytes[place])) {
                    last = place + 1;
                }
            }
            return last;
        }

        // A doubled quote ends the value and begins it again.
        private boolean isEnd(byte found) {
            if (escaped) {
                escaped = false;
            } else if (inside && found == escape && escape != quote) {
                escaped = true;
            } else if (found == quote) {
                inside = !inside;
            }
            return found == '\n' && !inside;
        }
    }
}
