package org.civichopper.integration.crash;

import java.util.concurrent.CountDownLatch;
import org.civichopper.integration.crash.ProxiedConnection.Moment;

/// When and how a [PostgresProxy] breaks in.
sealed interface Strike {

    /// @param message the how manieth it is since the proxy was armed
    boolean due(Moment moment, int message);

    /// The connection ends where this message would have gone to the server.
    record CutAtMessage(int number) implements Strike {
        @Override
        public boolean due(Moment moment, int message) {
            return message >= number;
        }
    }

    /// The connection ends where the COMMIT of a batch would have gone to the server.
    record CutBeforeCommit() implements Strike {
        @Override
        public boolean due(Moment moment, int message) {
            return moment == Moment.COMMIT_OF_A_BATCH;
        }
    }

    /// The server commits, and the connection ends before its answer goes to the function.
    record SwallowCommitReply() implements Strike {
        @Override
        public boolean due(Moment moment, int message) {
            return moment == Moment.COMMIT_OF_A_BATCH;
        }
    }

    /// Something happens when this message comes by, and before it goes on.
    record Meanwhile(int number, Runnable what) implements Strike {
        @Override
        public boolean due(Moment moment, int message) {
            return message >= number;
        }
    }

    /// The function stands still before its COMMIT, with all its locks, until it is let go.
    record Freeze(CountDownLatch reached, CountDownLatch thawed) implements Strike {

        Freeze() {
            this(new CountDownLatch(1), new CountDownLatch(1));
        }

        @Override
        public boolean due(Moment moment, int message) {
            return moment == Moment.COMMIT_OF_A_BATCH;
        }
    }
}
