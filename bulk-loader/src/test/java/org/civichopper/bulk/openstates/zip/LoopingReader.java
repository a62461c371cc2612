package org.civichopper.bulk.openstates.zip;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Reads again and again what stands of a session, in one statement each.
final class LoopingReader implements AutoCloseable {

    private static final String WHAT_STANDS =
            """
            SELECT (SELECT string_agg(DISTINCT left(title, 6), ' and ') || ' ' || count(*) FROM openstates.bills) || ' '
                   || (SELECT count(*) FROM openstates.bill_sponsorships) || ' '
                   || (SELECT count(*) FROM openstates.vote_records)
            """;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ends = new AtomicBoolean();
    private final ExecutorService reading = Executors.newVirtualThreadPerTaskExecutor();

    LoopingReader(Sessions sessions) {
        reading.execute(() -> {
            while (!ends.get()) {
                seen.add(sessions.one(WHAT_STANDS));
            }
        });
    }

    Set<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        ends.set(true);
        reading.close();
    }
}
