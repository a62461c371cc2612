package org.civichopper.notices;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.civichopper.database.Database;
import org.civichopper.database.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people what is new. One cause is told at most once in 15 minutes, however many instances
/// see it; a notice that does not arrive is not told again.
public final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final Database database;
    private final List<Receiver> receivers;
    private final Messenger messenger;
    private final Work<? extends List<? extends Notice>> find;

    /// @param find what there is to tell, whether it was told or not
    public Notices(
            Database database,
            List<Receiver> receivers,
            Messenger messenger,
            Work<? extends List<? extends Notice>> find) {
        this.database = database;
        this.receivers = List.copyOf(receivers);
        this.messenger = messenger;
        this.find = find;
    }

    /// Tells what is new. Whatever goes wrong with that is a line in the log, and no reason to
    /// fail.
    ///
    /// @param deadline after which nothing is begun
    public void tell(Instant deadline) {
        if (Instant.now().isAfter(deadline)) {
            return;
        }
        try {
            var found = database.inTransaction(find);
            if (!found.isEmpty()) {
                var ours =
                        database.inTransaction(connection -> new Claims(connection).claim(found));
                if (!ours.isEmpty()) {
                    messenger.send(ours, receivers);
                }
            }
        } catch (SQLException | RuntimeException e) { // what the caller did stands, all the same
            LOG.warn("nobody was told anything: {}", e.getClass().getSimpleName());
        }
    }
}
