package org.civichopper.database.lock;

import java.sql.SQLException;
import java.time.Duration;
import org.civichopper.database.Database;
import org.civichopper.database.Verdict;
import org.civichopper.database.Work;

/// Repeats what others' transactions undid, from the locks on.
public final class Patience {

    private static final int ATTEMPTS = 4;

    private Patience() {}

    /// Runs the work in a transaction of its own, several times if others are in its way.
    public static <T> T inTransaction(Database database, Work<T> work) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return database.inTransaction(work);
            } catch (SQLException failure) {
                var again =
                        switch (Verdict.on(failure)) {
                            case CONFLICT -> attempt < ATTEMPTS;
                            case RACE, LEDGER -> attempt == 1;
                            case WORLD, DATA -> false;
                        };
                if (!again) {
                    throw failure;
                }
                Pause.upTo(Duration.ofMillis(100L << attempt));
            }
        }
    }
}
