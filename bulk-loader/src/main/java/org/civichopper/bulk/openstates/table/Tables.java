package org.civichopper.bulk.openstates.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;

/// The eleven tables in their schema: made where they are missing, from the script beside this
/// class.
///
/// @param target the schema
public record Tables(Target target) {

    private static final List<String> NAMES =
            List.of(
                    "jurisdictions",
                    "legislative_sessions",
                    "people",
                    "committees",
                    "bills",
                    "bill_sponsorships",
                    "bill_versions",
                    "bill_documents",
                    "votes",
                    "vote_records",
                    "ingestion_logs");

    /// In the transaction of the caller, which is alone in the target until it ends.
    public void make(Connection connection) throws SQLException {
        target.lock(connection); // two runs may begin at once on nothing
        if (areThere(connection)) {
            return; // without the privileges that making them would ask for
        }
        target.make(connection);
        target.use(connection);
        try (var statement = connection.createStatement();
                var script = Tables.class.getResourceAsStream("tables.sql")) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String HOW_MANY =
            """
            SELECT count(*)
              FROM pg_class
             WHERE relnamespace = to_regnamespace(quote_ident(?))
               AND relkind IN ('r', 'p')
               AND relname = ANY (?)
            """;

    /// Whether all of them are.
    public boolean areThere(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(HOW_MANY)) {
            statement.setString(1, target.schema());
            statement.setArray(2, connection.createArrayOf("text", NAMES.toArray()));
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) == NAMES.size();
            }
        }
    }

    /// How many rows each has.
    public Map<String, Long> counts(Connection connection) throws SQLException {
        var counts = new LinkedHashMap<String, Long>();
        for (var name : NAMES) {
            counts.put(name, target.rows(connection, name));
        }
        return counts;
    }

    /// A table with those that go with it.
    public static List<String> below(String table) {
        return switch (table) {
            case "bills" ->
                    List.of(
                            "bills",
                            "bill_sponsorships",
                            "bill_versions",
                            "bill_documents",
                            "votes",
                            "vote_records");
            case "jurisdictions" -> List.of("jurisdictions", "legislative_sessions");
            default -> List.of(table);
        };
    }

    /// Tells the planner what is in them now.
    public void analyze(Connection connection, List<String> names) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var name : names) {
                statement.execute("ANALYZE " + Identifier.quoted(target.schema(), name));
            }
        }
    }

    private static final String LOCK =
            "SELECT pg_advisory_xact_lock%s(hashtextextended('hopper open states people ' || ?, 0))";
    private static final String SHARED = LOCK.formatted("_shared");
    private static final String ALONE = LOCK.formatted("");

    /// Sponsors and voters are written from here on to the end of the transaction, while no people
    /// are: those who come later find them.
    public void useForBills(Connection connection) throws SQLException {
        target.use(connection);
        lock(connection, SHARED);
    }

    /// The other way round.
    public void useForPeople(Connection connection) throws SQLException {
        target.use(connection);
        lock(connection, ALONE);
    }

    private static final String NO_OTHER_WRITER = "LOCK TABLE bills IN SHARE ROW EXCLUSIVE MODE";

    /// Nobody else writes bills from here on to the end of the transaction; readers go on.
    public void useForBillsAlone(Connection connection) throws SQLException {
        useForBills(connection);
        try (var statement = connection.createStatement()) {
            statement.execute(NO_OTHER_WRITER);
        }
    }

    private void lock(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, target.schema());
            statement.execute();
        }
    }
}
