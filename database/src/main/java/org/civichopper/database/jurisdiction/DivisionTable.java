package org.civichopper.database.jurisdiction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.civichopper.database.TextColumns;

/// `opencivicdata_division`. A division that stands is never changed.
public final class DivisionTable {

    private DivisionTable() {}

    private static final String INSERT =
            """
            INSERT INTO opencivicdata_division
                   (id, name, country,
                    subtype1, subid1, subtype2, subid2, subtype3, subid3, subtype4, subid4,
                    subtype5, subid5, subtype6, subid6, subtype7, subid7)
            SELECT id, name, split_part(split_part(id, '/', 2), ':', 2),
                   split_part(split_part(id, '/', 3), ':', 1), split_part(split_part(id, '/', 3), ':', 2),
                   split_part(split_part(id, '/', 4), ':', 1), split_part(split_part(id, '/', 4), ':', 2),
                   split_part(split_part(id, '/', 5), ':', 1), split_part(split_part(id, '/', 5), ':', 2),
                   split_part(split_part(id, '/', 6), ':', 1), split_part(split_part(id, '/', 6), ':', 2),
                   split_part(split_part(id, '/', 7), ':', 1), split_part(split_part(id, '/', 7), ':', 2),
                   split_part(split_part(id, '/', 8), ':', 1), split_part(split_part(id, '/', 8), ':', 2),
                   split_part(split_part(id, '/', 9), ':', 1), split_part(split_part(id, '/', 9), ':', 2)
              FROM unnest(?, ?) WITH ORDINALITY AS given (id, name, position)
             ORDER BY position
            ON CONFLICT (id) DO NOTHING
            """;

    /// Adds those that are not there, cutting country, subtypes and subids from the id. Of two with
    /// the same id the first counts.
    ///
    /// @return how many were added
    public static int insert(Connection connection, Collection<Division> divisions)
            throws SQLException {
        try (var statement = connection.prepareStatement(INSERT)) {
            TextColumns.bind(statement, 1, divisions, Division::id, Division::name);
            return statement.executeUpdate();
        }
    }
}
