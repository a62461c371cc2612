package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/// Whom programs connect as: the owner of its databases, who may do nothing beside them, and so
/// neither run programs nor read files of the machine.
record PostgresRole(String password) {

    static final String NAME = "importer";

    private static final String DUPLICATE_ROLE = "42710";

    private static final String OWNER =
            """
            SELECT pg_get_userbyid(datdba)
              FROM pg_database
             WHERE datname = current_database()
            """;

    /// @param superuser connected to any database
    void createIfMissing(Connection superuser) throws SQLException {
        try (var statement = superuser.createStatement()) {
            var login =
                    "ROLE %s LOGIN PASSWORD %s".formatted(NAME, statement.enquoteLiteral(password));
            try {
                statement.execute("CREATE " + login);
            } catch (SQLException e) {
                if (!DUPLICATE_ROLE.equals(e.getSQLState())) {
                    throw e;
                }
                statement.execute("ALTER " + login);
            }
        }
    }

    /// Hands over a database of a version before this one, where it was the superuser's.
    ///
    /// @param superuser connected to that database
    static void takeOver(Connection superuser) throws SQLException, IOException {
        try (var statement = superuser.createStatement()) {
            try (var answer = statement.executeQuery(OWNER)) {
                answer.next();
                if (answer.getString(1).equals(NAME)) {
                    return;
                }
            }
            statement.execute(script());
        }
    }

    private static String script() throws IOException {
        try (var script = PostgresRole.class.getResourceAsStream("hand-over-database.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
