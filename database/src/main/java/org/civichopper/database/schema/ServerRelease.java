package org.civichopper.database.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// The releases of Postgres that the statements are written for, and tried on.
public final class ServerRelease {

    private static final int OLDEST = 14;

    private ServerRelease() {}

    /// Says so when the server is older than all of them.
    public static Optional<Difference> tooOld(Connection connection) throws SQLException {
        var server = connection.getMetaData();
        return tooOld(server.getDatabaseMajorVersion(), server.getDatabaseProductVersion());
    }

    static Optional<Difference> tooOld(int release, String version) {
        return release >= OLDEST
                ? Optional.empty()
                : Optional.of(
                        new Difference("server", "Postgres " + OLDEST + " or newer", version));
    }
}
