package org.civichopper.database;

import java.sql.Connection;
import java.sql.SQLException;

/// Opens connections, each with the login that is valid at that moment.
@SuppressWarnings("serial") // a pool never writes it to a stream
final class LoginDataSource extends UtcDataSource {

    private static final String WRONG_PASSWORD = "28P01";

    private final Login login;

    LoginDataSource(Login login) {
        this.login = login;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var credentials = login.credentials();
        try {
            return connect(credentials);
        } catch (SQLException refusal) {
            if (!WRONG_PASSWORD.equals(refusal.getSQLState())) {
                throw refusal;
            }
            var others = login.insteadOf(credentials);
            if (others.isEmpty()) {
                throw refusal;
            }
            return connect(others.get());
        }
    }

    private Connection connect(Login.Credentials credentials) throws SQLException {
        return getConnection(credentials.user().orElse(null), credentials.password().orElse(null));
    }
}
