package org.civichopper.bulk.run;

import java.util.OptionalLong;
import org.civichopper.bulk.source.Notes;

/// Shows how far a run has come. May be told from many threads.
public interface LoadProgress extends Notes {

    /// How far one slice has come.
    interface Bar extends AutoCloseable {

        /// @param rows that came since; less than 0 takes back what will be done again
        void came(long rows, long bytes);

        /// How many rows (or bytes) the slice has, where that is known only now.
        default void found(long total) {}

        /// @param limit what it waits for most, in a word, for example `COPY`
        default void waitsFor(String limit) {}

        @Override
        void close();
    }

    /// How many rows (or bytes, as the data set is measured) there are in all, once that is known.
    void found(long total);

    /// A slice that runs from now on, until it is closed.
    ///
    /// @param total rows or bytes of the slice, where that is known
    Bar begin(String slice, OptionalLong total);

    /// Shows nothing.
    LoadProgress NONE =
            new LoadProgress() {
                @Override
                public void found(long total) {}

                @Override
                public Bar begin(String slice, OptionalLong total) {
                    return new Bar() {
                        @Override
                        public void came(long rows, long bytes) {}

                        @Override
                        public void close() {}
                    };
                }

                @Override
                public void say(String line) {}
            };
}
