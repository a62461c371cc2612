package org.civichopper.bulk.openstates.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.Executors;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.ApiKey;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeyQuotaTest {

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static Sessions sessions;

    @BeforeAll
    static void makeLedger() throws Exception {
        POSTGRES.createDatabase("quota");
        sessions = new Sessions(DatabaseUrl.parse(POSTGRES.url("quota")));
        try (var connection = sessions.open()) {
            LoadSchema.prepare(connection);
        }
    }

    private static KeyQuota quota(String key, int aMinute, long aDay) {
        return new KeyQuota(sessions, new ApiKey("X-API-KEY", key), key + ":1", aMinute, aDay);
    }

    @Test
    void processesThatShareAKeyTakeTurnsEvenly() throws Exception {
        try (var quota = quota("shared", 600, 1_000)) {
            quota.awaitTurn();
        }
        var first = slot();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var process = 0; process < 4; process++) {
                threads.submit(() -> {
                    try (var quota = quota("shared", 600, 1_000)) {
                        for (var turn = 0; turn < 5; turn++) {
                            quota.awaitTurn();
                        }
                        return null;
                    }
                });
            }
        }
        // 600 a minute are a tenth of a second apart, however many ask.
        assertThat(Duration.between(first, slot()))
                .isGreaterThanOrEqualTo(Duration.ofMillis(20 * 100));
    }

    private static Instant slot() throws Exception {
        try (var connection = sessions.open();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT next_slot FROM hopper.load_quota WHERE host = 'shared:1'")) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    @Test
    void amongSlotsOfOneMinuteThereAreNeverMoreThanItsLimit() {
        for (var aMinute : List.of(1, 10, 40, 80, 120, 360)) {
            assertThat(KeyQuota.apart(aMinute).multipliedBy(aMinute))
                    .as("one more than the limit spans more than a minute, by a second for the way")
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(61).minusMillis(1));
        }
    }

    @Test
    void aDayThatIsUsedUpIsNotAskedOfAnotherKeyIsFree() throws Exception {
        try (var quota = quota("daily", 60_000, 3);
                var other = quota("another", 60_000, 3)) {
            for (var turn = 0; turn < 3; turn++) {
                quota.awaitTurn();
            }
            assertThatThrownBy(quota::awaitTurn)
                    .isInstanceOf(LoadStopped.Paused.class)
                    .hasMessageContaining("3 requests of today are used up")
                    .hasMessageContaining("after midnight UTC");
            other.awaitTurn();
        }
    }

    @Test
    void aRefusalOfTheMinuteWaitsForTheNextOneAndOneOfTheDayPauses() {
        try (var quota = quota("refused", 10, 250)) {
            assertThat(quota.refused("exceeded limit of 10/min: 11").orElseThrow())
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(61));
            assertThatThrownBy(() -> quota.refused("exceeded limit of 250/day: 251"))
                    .isInstanceOf(LoadStopped.Paused.class)
                    .hasMessageContaining("250/day");
        }
    }
}
