package org.civichopper.importer.function;

import java.sql.SQLException;
import java.util.Optional;
import org.civichopper.aws.Refusal;
import org.civichopper.aws.RoleToken;
import org.civichopper.database.Login;
import software.amazon.awssdk.core.exception.SdkException;

/// The function's role as login: each new connection has a token of its own.
record RoleLogin(RoleToken token) implements Login {

    @Override
    public Credentials credentials() throws SQLException {
        try {
            return new Credentials(Optional.of(token.user()), Optional.of(token.sign()));
        } catch (SdkException e) {
            throw new SQLException(
                    "no token for the database: the role: " + Refusal.of(e), "08001", e);
        }
    }
}
