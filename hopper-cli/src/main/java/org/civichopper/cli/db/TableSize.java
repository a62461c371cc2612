package org.civichopper.cli.db;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// How large a table is, and what Postgres has counted in it.
///
/// @param quoted its schema and name as SQL wants them
/// @param rows about how many; none where Postgres has never looked
/// @param dead rows that were deleted or replaced, and whose room is not free yet
record TableSize(
        String schema,
        String name,
        String quoted,
        OptionalLong rows,
        long tableBytes,
        long indexBytes,
        long dead,
        Optional<Instant> vacuumed,
        Optional<Instant> analyzed) {

    private static final int FEW = 1000;
    private static final int TOLERATED_PERCENT = 20; // what a server leaves to itself by default

    long totalBytes() {
        return tableBytes + indexBytes;
    }

    boolean hasManyDead() {
        return dead >= FEW && deadPercent() >= TOLERATED_PERCENT;
    }

    long deadPercent() {
        return dead * 100 / Math.max(1, rows.orElse(0) + dead);
    }

    String remedy() {
        return "VACUUM (ANALYZE) " + quoted;
    }
}
