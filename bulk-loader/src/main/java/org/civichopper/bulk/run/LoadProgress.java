package org.civichopper.bulk.run;

import java.util.OptionalLong;

/// Shows how far a run has come. May be told from many threads.
public interface LoadProgress {

    /// How far one slice has come.
    interface Bar extends AutoCloseable {

        void expects(OptionalLong rows);

        void came(long rows, long bytes);

        @Override
        void close();
    }

    Bar begin(String slice);

    void say(String line);
}
