package org.civichopper.database.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.Scrapes.Finished;
import org.civichopper.database.ledger.Scrapes.Key;
import org.civichopper.model.document.Kind;

/// Closed scrapes that would retire more than one may by itself: they wait for a person, or for a
/// later complete scrape of the jurisdiction.
public final class UnconfirmedScrapes {

    /// @param kinds of which something is to be retired, or kept
    /// @param counts a JSON object, as the closing left it
    public record Unconfirmed(Finished run, Set<Kind> kinds, String counts) {}

    private final Connection connection;

    public UnconfirmedScrapes(Connection connection) {
        this.connection = connection;
    }

    private static final String AWAIT =
            """
            UPDATE hopper.run
               SET unconfirmed = ?
             WHERE id = ?
               AND jurisdiction_id = ?
            """;

    /// Lets a scrape wait with these kinds.
    public void await(Key key, Set<Kind> kinds) throws SQLException {
        if (kinds.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(AWAIT)) {
            statement.setArray(1, connection.createArrayOf("text", words(kinds)));
            statement.setString(2, key.id());
            statement.setString(3, key.jurisdictionId());
            statement.executeUpdate();
        }
    }

    private static final String SUPERSEDE =
            """
            UPDATE hopper.run
               SET unconfirmed = ARRAY(SELECT unnest(unconfirmed) EXCEPT SELECT unnest(?))
             WHERE jurisdiction_id = ?
               AND unconfirmed && ?
               AND unconfirmed <> '{}'
               AND began_at < ?
            """;

    /// Lets older scrapes wait no longer with kinds of which this one tells what there is.
    public void supersede(Finished by, Set<Kind> kinds) throws SQLException {
        try (var statement = connection.prepareStatement(SUPERSEDE)) {
            statement.setArray(1, connection.createArrayOf("text", words(kinds)));
            statement.setString(2, by.key().jurisdictionId());
            statement.setArray(3, connection.createArrayOf("text", words(kinds)));
            statement.setObject(4, by.beganAt());
            statement.executeUpdate();
        }
    }

    // As old as the first thing of it that was handled, like a scrape that is not closed.
    private static final String FIND =
            """
            SELECT jurisdiction_id, unconfirmed, counts,
                   least(began_at, (SELECT min(c.committed_at)
                                      FROM hopper.receipt c
                                     WHERE c.run_id = r.id
                                       AND c.jurisdiction_id = r.jurisdiction_id)),
                   scrape_began_at, ended_at
              FROM hopper.run r
             WHERE id = ?
               AND unconfirmed <> '{}'
             ORDER BY jurisdiction_id
            """;

    /// The scrapes of this id that wait: one, unless a scraper used it for several jurisdictions.
    public List<Unconfirmed> find(String id) throws SQLException {
        var found = new ArrayList<Unconfirmed>();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, id);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var kinds = EnumSet.noneOf(Kind.class);
                    for (var word : (String[]) rows.getArray(2).getArray()) {
                        kinds.add(Scrapes.kind(word));
                    }
                    var run =
                            new Finished(
                                    new Key(id, rows.getString(1)),
                                    rows.getObject(4, OffsetDateTime.class),
                                    rows.getObject(5, OffsetDateTime.class),
                                    rows.getObject(6, OffsetDateTime.class),
                                    Optional.empty(),
                                    0);
                    found.add(new Unconfirmed(run, kinds, rows.getString(3)));
                }
            }
        }
        return found;
    }

    private static final String SETTLE =
            """
            UPDATE hopper.run
               SET unconfirmed = '{}', counts = ?::jsonb
             WHERE id = ?
               AND jurisdiction_id = ?
            """;

    /// Lets a scrape wait no longer.
    ///
    /// @param counts a JSON object
    public void settle(Key key, String counts) throws SQLException {
        try (var statement = connection.prepareStatement(SETTLE)) {
            statement.setString(1, counts);
            statement.setString(2, key.id());
            statement.setString(3, key.jurisdictionId());
            statement.executeUpdate();
        }
    }

    private static String[] words(Collection<Kind> kinds) {
        return kinds.stream().map(Kind::word).toArray(String[]::new);
    }
}
