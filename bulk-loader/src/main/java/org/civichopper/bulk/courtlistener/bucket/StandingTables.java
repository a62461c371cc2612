package org.civichopper.bulk.courtlistener.bucket;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.ledger.LoadWatermarks;

/// Of which dump each table in a schema is: a watermark a table, which is put back with the tables
/// by a rollback.
///
/// @param dumps the table's name, then the dump's date and its script's ETag
public record StandingTables(Map<String, String> dumps) {

    public static final String DATASET = "courtlistener";

    public static StandingTables in(String schema, Connection connection) throws SQLException {
        return new StandingTables(new LoadWatermarks(connection, DATASET, schema).all());
    }

    /// Whether all these tables stand as they are in this dump.
    public boolean are(Dump dump, Collection<Manifest.Entry> entries) {
        return dump.script().isPresent()
                && !entries.isEmpty()
                && entries.stream()
                        .allMatch(entry ->
                                mark(dump.date(), dump.script().get().etag())
                                        .equals(dumps.get(entry.table())));
    }

    /// Whether all of this dump stands.
    public boolean are(Dump dump) {
        return dump.manifest().isPresent() && are(dump, dump.manifest().get().entries());
    }

    /// Those that stand and are not among these.
    public List<String> besides(Collection<String> tables) {
        return dumps.keySet().stream().filter(table -> !tables.contains(table)).sorted().toList();
    }

    /// Notes that these tables are of that dump now, that those which left it are none, and that
    /// the others stay what they are. To be committed with the exchange.
    public static void note(
            String schema,
            LocalDate date,
            String scriptEtag,
            Collection<String> tables,
            Collection<String> gone,
            long run,
            Connection connection)
            throws SQLException {
        var watermarks = new LoadWatermarks(connection, DATASET, schema);
        var all = new HashMap<>(watermarks.all());
        tables.forEach(table -> all.put(table, mark(date, scriptEtag)));
        all.keySet().removeAll(gone);
        watermarks.putBack(all, run); // an older dump may be loaded on purpose
    }

    private static String mark(LocalDate date, String etag) {
        return date + " " + etag;
    }
}
