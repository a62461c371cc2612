package org.civichopper.importer.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Clock;
import org.civichopper.aws.RoleToken;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class RoleLoginTest {

    @Test
    void aTokenIsForTheUserOfTheUrl() throws SQLException {
        var credentials = login(() -> AwsBasicCredentials.create("id", "key")).credentials();

        assertThat(credentials.user()).contains("hopper importer");
        assertThat(credentials.password().orElseThrow()).contains("DBUser=hopper%20importer");
    }

    @Test
    void aRoleThatCannotBeFoundIsAFailureToConnect() {
        var without =
                login(() -> {
                    throw SdkClientException.create("no credentials anywhere");
                });

        assertThatThrownBy(without::credentials)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("no credentials anywhere");
    }

    private static RoleLogin login(AwsCredentialsProvider role) {
        return new RoleLogin(
                new RoleToken(
                        "states.example",
                        5432,
                        "hopper importer",
                        Region.US_EAST_1,
                        role,
                        Clock.systemUTC()));
    }
}
