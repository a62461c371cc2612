package org.civichopper.database.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which columns of the Open States tables point at which table, whoever created them: the file
/// `foreign_keys.csv`, which the scripts are tested against. In tables that somebody else created
/// there need not be a key that says so.
public final class ExpectedReferences {

    /// Rows that point at nothing.
    ///
    /// @param place `table.column`
    /// @param example one of the ids that are not there
    public record Dangling(String place, String target, long rows, String example) {}

    private record Reference(String table, String column, String target, String key) {
        String place() {
            return table + "." + column;
        }
    }

    private ExpectedReferences() {}

    private static final String GUARDED =
            """
            SELECT relname || '.' || attname
              FROM pg_constraint
              JOIN pg_class ON pg_class.oid = conrelid
              JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
             WHERE contype = 'f'
               AND convalidated
               AND relnamespace = 'public'::regnamespace
            """;

    // %1$s table, %2$s column, %3$s the other table, %4$s its key
    private static final String DANGLING =
            """
            SELECT count(*), min(CAST(pointing."%2$s" AS text))
              FROM "%1$s" AS pointing
             WHERE pointing."%2$s" IS NOT NULL
               AND NOT EXISTS (SELECT FROM "%3$s" AS target WHERE target."%4$s" = pointing."%2$s")
            """;

    /// The references to nothing. Where a foreign key guards a column the database has looked, and
    /// only the others are searched.
    public static List<Dangling> dangling(Connection connection) throws SQLException {
        var guarded = guarded(connection);
        var dangling = new ArrayList<Dangling>();
        for (var reference : read()) {
            if (guarded.contains(reference.place())) {
                continue;
            }
            var sql =
                    DANGLING.formatted(
                            reference.table(),
                            reference.column(),
                            reference.target(),
                            reference.key());
            try (var statement = connection.prepareStatement(sql);
                    var answer = statement.executeQuery()) {
                answer.next();
                if (answer.getLong(1) > 0) {
                    dangling.add(
                            new Dangling(
                                    reference.place(),
                                    reference.target(),
                                    answer.getLong(1),
                                    answer.getString(2)));
                }
            }
        }
        return dangling;
    }

    private static Set<String> guarded(Connection connection) throws SQLException {
        var places = new HashSet<String>();
        try (var statement = connection.prepareStatement(GUARDED);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                places.add(rows.getString(1));
            }
        }
        return places;
    }

    private static List<Reference> read() {
        try (var file = ExpectedReferences.class.getResourceAsStream("foreign_keys.csv");
                var lines =
                        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(field -> new Reference(field[0], field[1], field[2], field[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("foreign_keys.csv", e);
        }
    }
}
