package org.civichopper.cli.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The tables that Hopper fills: those of Open States in `public`, those of `hopper`, and those of
/// the schemas that the ledger of loads knows, with what they replaced.
record TableSizes(Connection connection) {

    private static final String MAY_ASK_LEDGER =
            """
            SELECT coalesce(has_table_privilege(to_regclass('hopper.load_run'), 'SELECT')
                            AND has_table_privilege(to_regclass('hopper.load_watermark'), 'SELECT'), false)
            """;

    private static final String LOADED =
            """
            SELECT schema || suffix
              FROM (SELECT arguments ->> 'schema' FROM hopper.load_run
                     UNION
                    SELECT scope FROM hopper.load_watermark) AS loaded (schema)
             CROSS JOIN unnest(ARRAY['', '_previous']) AS suffix
             WHERE schema IS NOT NULL
            """;

    // A table that is being exchanged is locked for a moment, one that VACUUM FULL writes anew for
    // long.
    private static final String WAIT_A_MOMENT = "SET LOCAL lock_timeout = '10s'";

    /// Those of all that Hopper fills.
    List<TableSize> ours() throws SQLException {
        var schemas = new ArrayList<>(List.of("hopper", "hopper_staging"));
        try (var statement = connection.createStatement()) {
            if (isTrue(statement.executeQuery(MAY_ASK_LEDGER))) {
                try (var loaded = statement.executeQuery(LOADED)) {
                    while (loaded.next()) {
                        schemas.add(loaded.getString(1));
                    }
                }
            }
        }
        return read(schemas, true);
    }

    private static boolean isTrue(ResultSet answer) throws SQLException {
        try (answer) {
            answer.next();
            return answer.getBoolean(1);
        }
    }

    /// All of these schemas.
    List<TableSize> of(List<String> schemas) throws SQLException {
        return read(schemas, false);
    }

    // What was counted since the server was made or crashed, else what the last ANALYZE found.
    private static final String READ =
            """
            SELECT n.nspname, c.relname, format('%I.%I', n.nspname, c.relname) AS quoted,
                   CASE WHEN s.n_tup_ins + s.n_live_tup + s.n_dead_tup > 0 THEN s.n_live_tup
                        WHEN c.reltuples >= 0 THEN c.reltuples::bigint
                        WHEN pg_relation_size(c.oid) = 0 THEN 0
                   END AS rows,
                   pg_table_size(c.oid) AS table_bytes,
                   pg_indexes_size(c.oid) AS index_bytes,
                   coalesce(s.n_dead_tup, 0) AS dead,
                   greatest(s.last_vacuum, s.last_autovacuum) AS vacuumed,
                   greatest(s.last_analyze, s.last_autoanalyze) AS analyzed
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
             WHERE c.relkind IN ('r', 'm')
               AND (n.nspname = ANY (?)
                    OR ? AND n.nspname = 'public' AND c.relname ~ '^(opencivicdata|openstates|pupa)_')
             ORDER BY n.nspname <> 'public', n.nspname <> 'hopper', n.nspname,
                      pg_total_relation_size(c.oid) DESC, c.relname
            """;

    private List<TableSize> read(List<String> schemas, boolean withOpenStates) throws SQLException {
        try (var moment = connection.createStatement()) {
            moment.execute(WAIT_A_MOMENT);
        }
        try (var statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            statement.setBoolean(2, withOpenStates);
            return sizes(statement);
        }
    }

    private static List<TableSize> sizes(PreparedStatement statement) throws SQLException {
        var sizes = new ArrayList<TableSize>();
        try (var found = statement.executeQuery()) {
            while (found.next()) {
                var rows = found.getObject("rows", Long.class);
                sizes.add(
                        new TableSize(
                                found.getString("nspname"),
                                found.getString("relname"),
                                found.getString("quoted"),
                                rows == null ? OptionalLong.empty() : OptionalLong.of(rows),
                                found.getLong("table_bytes"),
                                found.getLong("index_bytes"),
                                found.getLong("dead"),
                                time(found, "vacuumed"),
                                time(found, "analyzed")));
            }
        }
        return sizes;
    }

    private static Optional<Instant> time(ResultSet found, String column) throws SQLException {
        return Optional.ofNullable(found.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
