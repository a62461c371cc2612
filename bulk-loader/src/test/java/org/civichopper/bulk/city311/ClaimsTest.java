package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.ledger.LoadSlices;
import org.civichopper.bulk.ledger.RunLock;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.database.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Who has a run and who has a slice, when one of the two signs of life is gone and the other is
/// not.
@Execution(ExecutionMode.CONCURRENT)
class ClaimsTest {

    @TempDir private Path folder;

    @Test
    void aRunWhoseLockIsGoneIsTakenThoughTheLeasesOfItsSlicesLast() throws Exception {
        try (var city = City.in(folder);
                var lost = ready(city)) {
            var run = begin(lost);
            var slice = new LoadSlices(lost).claim(run, "lost").orElseThrow();
            lost.commit();
            try (var heir = sessions(city.url()).open()) {
                var lock = RunLock.on(heir, sessions(city.url())::open);
                assertThat(lock.takeAlone(run)).isTrue();
                new LoadSlices(heir).release(run);
                assertThat(new LoadSlices(heir).claim(run, "heir"))
                        .map(LoadSlice::id)
                        .contains(slice.id());
                heir.commit();

                assertThat(new LoadSlices(lost).save(slice, "lost", true))
                        .as("what the other still brings is not taken")
                        .isFalse();
                lost.rollback();
            }
        }
    }

    @Test
    void aSliceWhoseLeaseIsOverIsTakenThoughTheRunIsHeld() throws Exception {
        try (var city = City.in(folder);
                var stuck = ready(city);
                var other = sessions(city.url()).open()) {
            var run = begin(stuck);
            var lock = RunLock.on(stuck, sessions(city.url())::open);
            assertThat(lock.takeAlone(run)).isTrue();
            var slice = new LoadSlices(stuck).claim(run, "stuck").orElseThrow();
            stuck.commit();
            assertThat(new LoadSlices(other).claim(run, "other")).as("it is held").isEmpty();

            city.execute("UPDATE hopper.load_slice SET lease_until = now() - interval '1 s'");
            assertThat(new LoadSlices(other).claim(run, "other"))
                    .map(LoadSlice::id)
                    .contains(slice.id());
            other.commit();
            assertThat(new LoadSlices(stuck).save(slice, "stuck", true)).isFalse();
            stuck.rollback();
            assertThat(new LoadRuns(other).find(run).orElseThrow().live()).isTrue();
            assertThat(RunLock.on(other, sessions(city.url())::open).takeAlone(run)).isFalse();
        }
    }

    @Test
    void behindAPoolerARunIsHeldForAsLongAsItsClientLives() throws Exception {
        try (var city = City.in(folder);
                var direct = ready(city)) {
            var run = begin(direct);
            try (var pooler = city.pooler()) {
                var through = sessions(city.url(pooler));
                var ledger = through.open();
                assertThat(RunLock.isDirect(ledger)).isFalse();
                assertThat(RunLock.isDirect(direct)).isTrue();
                var lock = RunLock.on(ledger, through::open);
                assertThat(lock.takeAlone(run)).isTrue();
                lock.share(run);
                ledger.close(); // its session is another client's by now

                assertThat(new LoadRuns(direct).find(run).orElseThrow().live()).isTrue();
                assertThat(RunLock.on(direct, through::open).takeAlone(run)).isFalse();
                direct.commit();
                lock.close();
            }
            assertIsTaken(direct, run);
        }
    }

    @Test
    void aLoadGoesThroughAPooler() throws Exception {
        try (var city = City.in(folder).has(City.OF_2020, City.rows(35))) {
            try (var pooler = city.pooler()) {
                var ran = city.loadThrough(pooler, "--mode", "full", "--years", "2020");
                assertThat(ran.exitCode()).as(ran.err()).isZero();
                assertThat(ran.json().path("inserted").asInt()).isEqualTo(35);
            }
        }
    }

    // The database hears of a client's end a moment later.
    private static void assertIsTaken(Connection direct, long run) throws Exception {
        var lock = RunLock.on(direct, () -> direct);
        var until = System.nanoTime() + 10_000_000_000L;
        while (!lock.takeAlone(run)) {
            assertThat(System.nanoTime()).as("the lock is let go of").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private static Connection ready(City city) throws SQLException {
        var connection = sessions(city.url()).open();
        LoadSchema.prepare(connection);
        return connection;
    }

    private static long begin(Connection connection) throws SQLException {
        var json = new JsonMapper();
        var run =
                new LoadRuns(connection)
                        .open("311", "scope", "full", json.createObjectNode(), Optional.empty());
        new LoadSlices(connection).plan(run, Map.of("2020", json.createObjectNode()));
        connection.commit();
        return run;
    }

    private static Sessions sessions(String url) {
        return new Sessions(DatabaseUrl.parse(url));
    }
}
