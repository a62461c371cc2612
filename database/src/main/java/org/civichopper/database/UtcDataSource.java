package org.civichopper.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens connections whose time zone is UTC. The driver tells the server the JVM's, which no server
/// has to know, and which must decide nothing: so the JVM's is UTC from the first connection on.
@SuppressWarnings("serial") // a pool never writes it to a stream
class UtcDataSource extends PGSimpleDataSource {

    private static final TimeZone UTC = TimeZone.getTimeZone(ZoneOffset.UTC);

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        if (!TimeZone.getDefault().getID().equals(UTC.getID())) {
            TimeZone.setDefault(UTC);
        }
        return super.getConnection(user, password);
    }
}
