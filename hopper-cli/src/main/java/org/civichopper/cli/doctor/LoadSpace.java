package org.civichopper.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.civichopper.cli.doctor.Outcome.Unchecked;

/// Whether there is room for one more full load beside what stands, as far as the database tells
/// where it lies and that is on this machine.
final class LoadSpace {

    private LoadSpace() {}

    // Only some roles are shown the data directory, and a server on another machine has its own.
    private static final String SIZES =
            """
            SELECT pg_database_size(oid) AS size,
                   (SELECT coalesce(max(size), 0)
                      FROM (SELECT sum(pg_total_relation_size(c.oid))::bigint AS size
                              FROM pg_class c
                             WHERE c.relkind IN ('r', 'm')
                               AND c.relnamespace IN (SELECT to_regnamespace(quote_ident(scope))
                                                        FROM hopper.load_watermark)
                             GROUP BY c.relnamespace) AS schemas) AS loaded,
                   coalesce(nullif(pg_tablespace_location(dattablespace), ''),
                            (SELECT setting FROM pg_settings WHERE name = 'data_directory')) AS place,
                   coalesce(inet_server_addr() <<= '127.0.0.0/8' OR inet_server_addr() = '::1', true) AS here
              FROM pg_database
             WHERE datname = current_database()
            """;

    static Outcome examine(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var sizes = statement.executeQuery(SIZES)) {
            sizes.next();
            var place = sizes.getString("place");
            if (place != null && sizes.getBoolean("here")) {
                try {
                    var free = Files.getFileStore(Path.of(place)).getUsableSpace();
                    return compared(place, sizes.getLong("loaded"), free);
                } catch (IOException e) {
                    // the server is behind a tunnel, or this user may not look there
                }
            }
            return new Unchecked(
                    "how much is free shows on the database's machine; the database has %s, the largest data set %s, and a full load wants that once more"
                            .formatted(
                                    shown(sizes.getLong("size")), shown(sizes.getLong("loaded"))));
        }
    }

    static Outcome compared(String place, long loaded, long free) {
        return free < loaded
                ? Outcome.found(
                        place,
                        "as much free as the largest data set has, which is " + shown(loaded),
                        shown(free) + " free",
                        "make room: a full load puts its rows beside those that stand")
                : new Outcome.Well(
                        "%s free; the largest data set has %s"
                                .formatted(shown(free), shown(loaded)));
    }

    private static String shown(long bytes) {
        return bytes >= 1 << 30 ? (bytes >> 30) + " GB" : (bytes >> 20) + " MB";
    }
}
