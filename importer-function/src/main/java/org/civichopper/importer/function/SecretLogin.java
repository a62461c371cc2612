package org.civichopper.importer.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.Optional;
import org.civichopper.aws.AwsAccess;
import org.civichopper.aws.Refusal;
import org.civichopper.database.Login;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// User and password from a secret of Secrets Manager, as RDS writes and rotates them. Kept until
/// the server refuses them, so that Secrets Manager may be away while nothing changes.
final class SecretLogin implements Login {

    static final String ENDPOINT = "AWS_ENDPOINT_URL_SECRETS_MANAGER";

    private static final String NO_CONNECTION = "08001";

    private final AwsAccess aws;
    private final String id;
    private Optional<Credentials> known = Optional.empty();

    /// @param id name or ARN of the secret
    SecretLogin(AwsAccess aws, String id) {
        this.aws = aws;
        this.id = id;
    }

    @Override
    public synchronized Credentials credentials() throws SQLException {
        if (known.isEmpty()) {
            known = Optional.of(fetch());
        }
        return known.get();
    }

    @Override
    public synchronized Optional<Credentials> insteadOf(Credentials refused) throws SQLException {
        if (known.equals(Optional.of(refused))) {
            known = Optional.of(fetch());
        }
        return known.filter(credentials -> !credentials.equals(refused));
    }

    // A client for the one call: it is rarely made, and nothing stays open behind it.
    private Credentials fetch() throws SQLException {
        try (var secrets = aws.build(SecretsManagerClient.builder(), ENDPOINT)) {
            return read(secrets.getSecretValue(get -> get.secretId(id)).secretString());
        } catch (SdkException e) {
            throw new SQLException(
                    "no password for the database: secret %s: %s".formatted(id, Refusal.of(e)),
                    NO_CONNECTION,
                    e);
        }
    }

    // Nothing of what was found is shown: it may be the password.
    private Credentials read(String secret) throws SQLException {
        try {
            var json = new JsonMapper().readTree(secret == null ? "" : secret);
            var user = json.path("username").textValue();
            var password = json.path("password").textValue();
            if (user != null && password != null) {
                return new Credentials(Optional.of(user), Optional.of(password));
            }
        } catch (JsonProcessingException e) {
            // said below, without the text that the parser quotes
        }
        throw new SQLException(
                "no password for the database: secret %s: expected JSON with username and password, found something else"
                        .formatted(id),
                NO_CONNECTION);
    }
}
