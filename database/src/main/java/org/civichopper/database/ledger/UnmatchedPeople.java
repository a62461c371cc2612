package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.civichopper.database.TextColumns;

/// The references to people that matched nobody, as documents spelled them: a row keeps the name
/// and not the chamber, and without that nobody can tell later who was meant.
public final class UnmatchedPeople {

    /// A name that a bill, vote or event has.
    ///
    /// @param chamber '' where any will do
    public record Unmatched(String databaseId, String name, String chamber) {}

    private final Connection connection;

    public UnmatchedPeople(Connection connection) {
        this.connection = connection;
    }

    private static final String FORGET =
            """
            DELETE FROM hopper.unmatched_person
             WHERE database_id = ANY (?)
            """;

    private static final String REMEMBER =
            """
            INSERT INTO hopper.unmatched_person (database_id, name, chamber)
            SELECT * FROM unnest(?, ?, ?)
            """;

    /// Remembers these of these objects, and no others.
    public void replace(Collection<String> databaseIds, List<Unmatched> people)
            throws SQLException {
        if (databaseIds.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(FORGET)) {
            TextColumns.bind(statement, 1, databaseIds);
            statement.executeUpdate();
        }
        if (people.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(REMEMBER)) {
            TextColumns.bind(
                    statement,
                    1,
                    people,
                    Unmatched::databaseId,
                    Unmatched::name,
                    Unmatched::chamber);
            statement.executeUpdate();
        }
    }
}
