package org.civichopper.bulk.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.civichopper.database.DatabaseUrl;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/// Opens connections for loads: few, direct, and with statements that may take hours.
public final class Sessions {

    // Of one statement: an answer that takes longer will not come.
    private static final int LONGEST_ANSWER = 6 * 60 * 60; // s

    // A session whose client is gone ends within seconds, also in the middle of a statement, and
    // with it the locks that say that a run is alive. Sorts and hashes of whole data sets want
    // more memory than a server gives by itself. A few thousand rows are looked up by an index,
    // however large the table is, which servers that reckon with turning disks do not do.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "client_connection_check_interval", "2s",
                    "work_mem", "64MB",
                    "maintenance_work_mem", "256MB",
                    "random_page_cost", "1.1",
                    "statement_timeout", "0",
                    "idle_in_transaction_session_timeout", "0",
                    "TimeZone", "UTC",
                    "DateStyle", "ISO");

    private static final String SET = "SELECT set_config(?, ?, false)";

    private final DatabaseUrl url;

    public Sessions(DatabaseUrl url) {
        this.url = url;
    }

    /// Without transactions that begin by themselves: the caller commits.
    public Connection open() throws SQLException {
        var source = (PGSimpleDataSource) url.dataSource();
        source.setApplicationName("hopper load");
        source.setTcpKeepAlive(true);
        source.setSocketTimeout(LONGEST_ANSWER);
        if (source.getConnectTimeout()
                == Integer.parseInt(PGProperty.CONNECT_TIMEOUT.getDefaultValue())) {
            source.setConnectTimeout(10);
        }
        var connection = source.getConnection();
        try (var statement = connection.prepareStatement(SET)) {
            for (var setting : SETTINGS.entrySet()) {
                statement.setString(1, setting.getKey());
                statement.setString(2, setting.getValue());
                statement.execute();
            }
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// Without its password.
    @Override
    public String toString() {
        return url.toString();
    }
}
