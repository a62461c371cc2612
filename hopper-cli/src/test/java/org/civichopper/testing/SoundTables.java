package org.civichopper.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What has to hold after any import.
public final class SoundTables {

    private SoundTables() {}

    private static final String FOREIGN_KEYS =
            """
            SELECT format('SELECT %L FROM %s c LEFT JOIN %s p ON p.%I = c.%I WHERE c.%I IS NOT NULL AND p.%I IS NULL',
                          con.conrelid::regclass || '.' || child.attname, con.conrelid::regclass,
                          con.confrelid::regclass, parent.attname, child.attname, child.attname,
                          parent.attname)
              FROM pg_constraint con
              JOIN pg_attribute child ON child.attrelid = con.conrelid AND child.attnum = con.conkey[1]
              JOIN pg_attribute parent ON parent.attrelid = con.confrelid AND parent.attnum = con.confkey[1]
             WHERE con.contype = 'f'
            """;

    private static final String DOUBLED_BILLS =
            """
            SELECT identifier FROM opencivicdata_bill
             GROUP BY legislative_session_id, identifier HAVING count(*) > 1
            """;

    private static final String DOUBLED_VOTES =
            """
            SELECT v.dedupe_key
              FROM opencivicdata_voteevent v
              JOIN opencivicdata_legislativesession s ON s.id = v.legislative_session_id
             WHERE v.dedupe_key IS NOT NULL
             GROUP BY s.jurisdiction_id, v.dedupe_key HAVING count(*) > 1
             UNION ALL
            SELECT identifier FROM opencivicdata_voteevent
             WHERE identifier <> '' AND dedupe_key IS NULL
             GROUP BY legislative_session_id, bill_id, identifier HAVING count(*) > 1
            """;

    private static final String DOUBLED_EVENTS =
            """
            SELECT dedupe_key FROM opencivicdata_event
             WHERE dedupe_key IS NOT NULL AND NOT deleted
             GROUP BY jurisdiction_id, dedupe_key HAVING count(*) > 1
             UNION ALL
            SELECT name FROM opencivicdata_event
             WHERE dedupe_key IS NULL AND NOT deleted
             GROUP BY jurisdiction_id, name, description, start_date, end_date HAVING count(*) > 1
            """;

    private static final String LEDGER_OF_NOTHING =
            """
            SELECT kind || ' ' || natural_key
              FROM hopper.document d
              JOIN hopper.sighting ON document_id = d.id
             WHERE content_hash IS NOT NULL
               AND NOT EXISTS (SELECT FROM opencivicdata_jurisdiction WHERE id = d.database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_organization WHERE id = d.database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_bill WHERE id = d.database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = d.database_id)
               AND NOT EXISTS (SELECT FROM opencivicdata_event WHERE id = d.database_id)
             UNION ALL
            SELECT 'waiting link ' || token FROM hopper.waiting_link
             WHERE NOT EXISTS (SELECT FROM opencivicdata_eventrelatedentity WHERE id = related_entity_id)
             UNION ALL
            SELECT 'named action ' || description FROM hopper.named_action
             WHERE NOT EXISTS (SELECT FROM opencivicdata_voteevent WHERE id = vote_event_id)
            """;

    /// Fails for a reference to nothing, a bill, a vote or an event that stands twice, and a ledger
    /// that knows what is not there.
    public static void check(Connection connection) throws SQLException {
        for (var orphans : ask(connection, FOREIGN_KEYS)) {
            assertThat(ask(connection, orphans)).as("references to nothing").isEmpty();
        }
        assertThat(doubled(connection)).as("what stands twice").isEmpty();
        assertThat(ask(connection, LEDGER_OF_NOTHING)).as("a ledger of nothing").isEmpty();
    }

    /// The bills, votes and events that stand twice.
    public static List<String> doubled(Connection connection) throws SQLException {
        var doubled = new ArrayList<String>();
        for (var query : List.of(DOUBLED_BILLS, DOUBLED_VOTES, DOUBLED_EVENTS)) {
            doubled.addAll(ask(connection, query));
        }
        return doubled;
    }

    /// The first column of what a query finds.
    public static List<String> ask(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var answer = new ArrayList<String>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        }
    }
}
