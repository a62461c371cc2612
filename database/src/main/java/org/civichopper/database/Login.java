package org.civichopper.database;

import java.sql.SQLException;
import java.util.Optional;

/// With what a connection logs in. Asked for each new one, because passwords change and tokens
/// expire.
public interface Login {

    /// Never shows its password.
    ///
    /// @param password or whatever stands for it
    record Credentials(Optional<String> user, Optional<String> password) {
        @Override
        public String toString() {
            return user.orElse("nobody") + password.map(_ -> ":***").orElse("");
        }
    }

    /// @throws SQLException with state 08001 when nobody can say
    Credentials credentials() throws SQLException;

    /// Others than those that the server has refused, if there are any by now.
    default Optional<Credentials> insteadOf(Credentials refused) throws SQLException {
        return Optional.empty();
    }

    /// What the URL itself says.
    static Login of(DatabaseUrl url) {
        var credentials = new Credentials(url.user(), url.password());
        return () -> credentials;
    }
}
