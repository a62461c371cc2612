package org.civichopper.importer.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.civichopper.aws.AwsAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAccessTest {

    private static final String URL = "postgresql://hopper:secret@db.example:6543/states";
    private static final String ARN = "arn:aws:secretsmanager:us-east-1:1:secret:db-a1b2c3";

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void withoutASecretTheUrlIsEnough(String none) throws SQLException {
        var access = access(Map.of("HOPPER_DATABASE_SECRET", none));

        assertThat(access.login().credentials().password()).contains("secret");
        assertThat(access.config().prepareThreshold()).isEqualTo(5);
    }

    @Test
    void behindAPoolerNothingIsPrepared() {
        assertThat(access(Map.of("HOPPER_DATABASE_POOLER", "on")).config().prepareThreshold())
                .isZero();
    }

    @Test
    void aSecretTakesThePlaceOfTheUrlsPassword() {
        assertThat(access(Map.of("HOPPER_DATABASE_SECRET", ARN)).login())
                .isInstanceOf(SecretLogin.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', require",
        "?sslmode=require, require",
        "?sslmode=verify-ca, verify-ca",
        "?sslmode=verify-full, verify-full",
    })
    void aTokenTravelsEncrypted(String query, String mode) throws SQLException {
        var access = access(Map.of("HOPPER_DATABASE_IAM", "on", "DATABASE_URL", URL + query));

        assertThat(access.config().url().options()).containsEntry("sslmode", mode);
        assertThat(access.login().credentials().password().orElseThrow())
                .startsWith("db.example:6543/?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"disable", "allow", "prefer"})
    void aTokenTravelsInNoOtherWay(String mode) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        access(
                                Map.of(
                                        "HOPPER_DATABASE_IAM",
                                        "on",
                                        "DATABASE_URL",
                                        URL + "?sslmode=" + mode)))
                .withMessage(
                        "DATABASE_URL: expected sslmode=require, verify-ca or verify-full with"
                                + " HOPPER_DATABASE_IAM=on, found "
                                + mode);
    }

    @Test
    void twoWaysToLogInAreOneTooMany() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        access(Map.of("HOPPER_DATABASE_IAM", "on", "HOPPER_DATABASE_SECRET", ARN)))
                .withMessage(
                        "HOPPER_DATABASE_SECRET, HOPPER_DATABASE_IAM: expected one of them at most,"
                                + " found both");
    }

    @Test
    void aTokenIsForAUserAndARegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        access(
                                Map.of(
                                        "HOPPER_DATABASE_IAM", "on",
                                        "DATABASE_URL", "postgresql://db.example/states")))
                .withMessageStartingWith("DATABASE_URL: expected a user");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access(Map.of("HOPPER_DATABASE_IAM", "on", "AWS_REGION", "")))
                .withMessageStartingWith("AWS_REGION: expected a region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOPPER_DATABASE_IAM", "HOPPER_DATABASE_POOLER"})
    void onOrOffIsSaidSo(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> access(Map.of(name, "yes")))
                .withMessage(name + ": expected on or off, found \"yes\"");
    }

    private static DatabaseAccess access(Map<String, String> settings) {
        var env = new HashMap<String, String>();
        env.put("DATABASE_URL", URL);
        env.put("AWS_REGION", "us-east-1");
        env.put("AWS_ACCESS_KEY_ID", "hopper");
        env.put("AWS_SECRET_ACCESS_KEY", "hopper");
        env.putAll(settings);
        return DatabaseAccess.from(env, () -> AwsAccess.from(env));
    }
}
