package org.civichopper.database;

import java.sql.Connection;
import java.sql.SQLException;

/// What happens between BEGIN and COMMIT. It neither commits nor closes the connection.
@FunctionalInterface
public interface Work<T> {

    T on(Connection connection) throws SQLException;
}
