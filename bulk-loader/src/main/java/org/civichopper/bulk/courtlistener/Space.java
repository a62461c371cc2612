package org.civichopper.bulk.courtlistener;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.civichopper.bulk.finish.DatabaseDisk;
import org.civichopper.bulk.run.LoadStopped;

/// The space that a dump needs where the database lies: looked at before anything is loaded.
///
/// @param packed bytes of the files
record Space(long packed) {

    // Text of courts packs to a sixth; Postgres packs what is long by itself; keys and indexes come
    // on top, and the write-ahead log of what is under way.
    private static final int OF_PACKED = 5;

    long needed() {
        return packed * OF_PACKED;
    }

    /// Empty where the database lies on another machine, or does not say where.
    OptionalLong free(Connection connection) throws SQLException {
        var disk = DatabaseDisk.of(connection);
        try {
            return disk.isPresent()
                    ? OptionalLong.of(disk.get().getUsableSpace())
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /// @throws LoadStopped.Failed where it is known that there is too little
    void require(Connection connection) throws SQLException {
        var free = free(connection);
        if (free.isPresent() && free.getAsLong() < needed()) {
            throw new LoadStopped.Failed(
                    "space of the database: expected about %,d MB free for %,d MB of packed files, found %,d MB; make room, or load fewer with --tables, or --force"
                            .formatted(needed() >> 20, packed >> 20, free.getAsLong() >> 20));
        }
    }

    /// In words, for a dry run.
    String said(Connection connection) throws SQLException {
        var free = free(connection);
        return "needs about %,d MB where the database lies%s"
                .formatted(
                        needed() >> 20,
                        free.isPresent()
                                ? ", of %,d MB that are free".formatted(free.getAsLong() >> 20)
                                : "; it does not say how much is free there");
    }
}
