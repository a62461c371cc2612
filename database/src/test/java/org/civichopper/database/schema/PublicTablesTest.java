package org.civichopper.database.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.civichopper.database.TestDatabases;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// The scripts make what the facts say, line by line: a failure lists the lines that differ.
class PublicTablesTest {

    private static final String COLUMNS =
            """
            COPY (
            SELECT relname AS table, attname AS column,
                   replace(replace(format_type(atttypid, atttypmod),
                                   'character varying', 'varchar'),
                           'timestamp with time zone', 'timestamptz') AS type,
                   NOT attnotnull AS nullable,
                   pg_get_expr(adbin, adrelid) AS default_value
              FROM pg_class
              JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
              LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
             ORDER BY relname COLLATE "C", attnum
            ) TO STDOUT WITH (FORMAT csv, HEADER)
            """;

    @Test
    void columnsAreThoseOfTheFactsInTheirOrder() throws Exception {
        var facts = resource("/org/civichopper/database/schema/columns.csv");
        var columns = inDatabase(COLUMNS);

        assertThat(differences(facts, columns)).isEmpty();
        assertThat(columns).isEqualTo(facts);
    }

    private static final String FOREIGN_KEYS =
            """
            COPY (
            SELECT conrelid::regclass AS table, own.attname AS column,
                   confrelid::regclass AS references_table, other.attname AS references_column,
                   condeferrable AND condeferred AS deferred
              FROM pg_constraint
              JOIN pg_attribute AS own ON own.attrelid = conrelid AND own.attnum = ANY (conkey)
              JOIN pg_attribute AS other ON other.attrelid = confrelid AND other.attnum = ANY (confkey)
             WHERE contype = 'f' AND connamespace = 'public'::regnamespace
               AND confdeltype = 'a' AND confupdtype = 'a'
            ) TO STDOUT WITH (FORMAT csv, HEADER)
            """;

    @Test
    void foreignKeysAreThoseOfTheFactsAndWaitForTheEnd() throws Exception {
        assertThat(
                        differences(
                                resource("/org/civichopper/database/schema/foreign_keys.csv"),
                                inDatabase(FOREIGN_KEYS)))
                .isEmpty();
    }

    private static final String INDEXES =
            """
            COPY (
            SELECT indrelid::regclass AS table,
                   substring(pg_get_indexdef(indexrelid) FROM 'USING .*') AS definition,
                   indisunique AS is_unique
              FROM pg_index
              JOIN pg_class ON pg_class.oid = indrelid
             WHERE relnamespace = 'public'::regnamespace
            ) TO STDOUT WITH (FORMAT csv, HEADER)
            """;

    @Test
    void indexesAreThoseOfTheFacts() throws Exception {
        assertThat(differences(resource("/facts/schema/indexes.csv"), inDatabase(INDEXES)))
                .isEmpty();
    }

    private static final String CHECKS =
            """
            COPY (
            SELECT conrelid::regclass AS table, pg_get_constraintdef(oid) AS definition
              FROM pg_constraint
             WHERE contype = 'c' AND connamespace = 'public'::regnamespace
            ) TO STDOUT WITH (FORMAT csv, HEADER)
            """;

    @Test
    void checksAreThoseOfTheFacts() throws Exception {
        assertThat(differences(resource("/facts/schema/checks.csv"), inDatabase(CHECKS))).isEmpty();
    }

    private static final String WITHOUT_PRIMARY_KEY =
            """
            COPY (
            SELECT relname
              FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
               AND NOT EXISTS (SELECT 1
                                 FROM pg_constraint
                                 JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
                                WHERE conrelid = pg_class.oid AND contype = 'p' AND attname = 'id')
            ) TO STDOUT WITH (FORMAT csv)
            """;

    @Test
    void thePrimaryKeyIsTheIdEverywhere() throws Exception {
        assertThat(inDatabase(WITHOUT_PRIMARY_KEY)).isEmpty();
    }

    /// `-` before a line of the facts that the database lacks, `+` before one that it has beyond
    /// them.
    private static List<String> differences(List<String> facts, List<String> database) {
        var missing = new ArrayList<>(facts);
        var beyond = new ArrayList<String>();
        for (var line : database) {
            if (!missing.remove(line)) {
                beyond.add(line);
            }
        }
        return Stream.concat(
                        missing.stream().map(line -> "- " + line),
                        beyond.stream().map(line -> "+ " + line))
                .toList();
    }

    private static List<String> inDatabase(String copy) throws Exception {
        try (var connection = TestDatabases.withTables().dataSource().getConnection()) {
            var lines = new StringWriter();
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copy, lines);
            return lines.toString().lines().toList();
        } catch (SQLException e) {
            throw new AssertionError(copy, e);
        }
    }

    private static List<String> resource(String name) throws Exception {
        try (var file = PublicTablesTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
