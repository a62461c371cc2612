package org.civichopper.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseConfigTest {

    private static final DatabaseUrl URL = DatabaseUrl.parse("postgresql://db/states");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aTransactionWithoutEndCannotBeConfigured() {
        assertThatThrownBy(() -> statementTimeout(Duration.ZERO))
                .hasMessage("database: expected a statement timeout from 1 ms to 30 s, found PT0S");
        assertThatThrownBy(() -> statementTimeout(Duration.ofSeconds(31)))
                .hasMessageContaining("found PT31S");
    }

    @Test
    void theServerMustGiveUpBeforeTheSocketDoes() {
        assertThatThrownBy(() -> statementTimeout(SECOND.multipliedBy(20)))
                .hasMessageContaining("a socket timeout longer than PT20S, found PT10S");
    }

    @Test
    void aPoolHasAConnection() {
        assertThatThrownBy(
                        () -> new DatabaseConfig(URL, 0, SECOND, SECOND, SECOND, SECOND, SECOND, 0))
                .hasMessageContaining("at least 1 connection, found 0");
    }

    private static DatabaseConfig statementTimeout(Duration timeout) {
        return new DatabaseConfig(
                URL, 1, SECOND, SECOND.multipliedBy(10), timeout, SECOND, SECOND, 0);
    }
}
