package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a reset exchanges, what it keeps, and what readers see of it: the old or the new.
class ResetTest {

    private static final String[] RESET = {"--mode", "full", "--reset", "--years", "2020"};

    @TempDir private Path folder;

    @Test
    void aReaderInALoopNeverSeesAnEmptyTableOrView() throws Exception {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(40));
            city.load("--mode", "full", "--years", "2020");
            var over = new AtomicBoolean();
            var looks = new AtomicLong();
            var reader = CompletableFuture.supplyAsync(() -> fewest(city, over, looks));
            for (var time = 0; time < 3; time++) {
                assertThat(city.load(RESET).exitCode()).isZero();
            }
            over.set(true);
            assertThat(reader.get()).isEqualTo(40);
            assertThat(looks.get()).isGreaterThan(10);
        }
    }

    private static long fewest(City city, AtomicBoolean over, AtomicLong looks) {
        var fewest = Long.MAX_VALUE;
        try (var connection = city.connect();
                var statement = connection.createStatement()) {
            while (!over.get()) {
                for (var table : List.of("requests", "service_requests")) {
                    try (var row =
                            statement.executeQuery("SELECT count(*) FROM city_311." + table)) {
                        row.next();
                        fewest = Math.min(fewest, row.getLong(1));
                    }
                }
                looks.incrementAndGet();
            }
            return fewest;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theTableHoldsJustWhatWasLoadedAndARequestKeepsItsIdAndReadersTheirPrivileges() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(10));
            city.load("--mode", "full", "--years", "2020");
            city.execute("GRANT SELECT ON city_311.requests, city_311.service_requests TO PUBLIC");
            var ids =
                    city.ask(
                            "SELECT id || srnumber FROM city_311.requests WHERE srnumber <> '1-1' ORDER BY id");

            city.has(City.OF_2020, City.rows(11).subList(1, 11));
            var ran = city.load(RESET);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("inserted").asInt()).isEqualTo(1);
            assertThat(ran.json().path("deleted").asInt()).isEqualTo(1);
            assertThat(
                            city.ask(
                                    "SELECT id || srnumber FROM city_311.requests WHERE srnumber <> '1-11' ORDER BY id"))
                    .isEqualTo(ids);
            assertThat(
                            city.ask(
                                    "SELECT srnumber FROM city_311.service_requests WHERE srnumber = '1-11'"))
                    .hasSize(1);
            assertThat(
                            city.ask(
                                    "SELECT has_table_privilege('pg_monitor', c.oid, 'SELECT') FROM pg_class c"
                                            + " WHERE relnamespace = 'city_311'::regnamespace"
                                            + " AND relname IN ('requests', 'service_requests')"))
                    .containsExactly("t", "t");
            assertThat(
                            city.ask(
                                    "SELECT indexname FROM pg_indexes WHERE schemaname = 'city_311' AND tablename = 'requests' ORDER BY 1"))
                    .containsExactly("requests_pkey", "requests_srnumber_key");
            city.has(City.OF_2020, City.rows(12).subList(1, 12));
            assertThat(city.load("--mode", "full", "--years", "2020").exitCode()).isZero();
        }
    }

    @Test
    void aShrinkIsNotTakenUnlessForced() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(10));
            city.load("--mode", "full", "--years", "2020");
            city.has(City.OF_2020, City.rows(7));
            var ran = city.load(RESET);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("expected at least 8 of the 10 rows that stand");
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("10");
            var forced = new ArrayList<>(List.of(RESET));
            forced.add("--force");
            assertThat(city.load(forced.toArray(String[]::new)).exitCode()).isZero();
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("7");
        }
    }

    @Test
    void aRollbackPutsBackTablesAndWatermarksOnce() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(10));
            city.load("--mode", "full", "--years", "2020");
            var watermark = city.one("SELECT value FROM hopper.load_watermark");
            city.has(City.OF_2020, City.rows(30));
            city.load(RESET);
            assertThat(city.one("SELECT value FROM hopper.load_watermark")).isNotEqualTo(watermark);

            var back = city.hopper("load", "rollback", "311");
            assertThat(back.exitCode()).as(back.err()).isZero();
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("10");
            assertThat(city.one("SELECT count(*) FROM city_311.service_requests")).isEqualTo("10");
            assertThat(city.one("SELECT value FROM hopper.load_watermark")).isEqualTo(watermark);
            assertThat(city.hopper("load", "rollback", "311").exitCode()).isEqualTo(1);
            assertThat(city.load("--years", "2020").json().path("inserted").asInt()).isEqualTo(20);
        }
    }

    @Test
    void whatOthersHungOnTheTableIsNamedBeforeAnythingIsAskedForRows() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(10));
            city.load("--mode", "full", "--years", "2020");
            city.execute("CREATE VIEW public.mine AS SELECT srnumber FROM city_311.requests");
            var asked = city.socrata.asked().size();
            var ran = city.load(RESET);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("view mine reads requests", "--force");
            assertThat(city.socrata.asked()).hasSize(asked);
            assertThat(city.one("SELECT count(*) FROM public.mine")).isEqualTo("10");
        }
    }

    @Test
    void whatTheSourceNoLongerHasIsMarkedOrDeletedOnlyWhenAskedFor() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(10));
            city.load("--mode", "full", "--years", "2020");
            city.has(City.OF_2020, City.rows(9));
            city.load("--mode", "full", "--years", "2020");
            assertThat(missing(city)).isEqualTo("0");
            var marked = city.load("--mode", "full", "--years", "2020", "--deletions", "mark");
            assertThat(marked.json().path("deleted").asInt()).as(marked.err()).isEqualTo(1);
            assertThat(missing(city)).isEqualTo("1");
            city.has(City.OF_2020, City.rows(10));
            city.load("--mode", "full", "--years", "2020", "--deletions", "mark");
            assertThat(missing(city)).isEqualTo("0");
            city.has(City.OF_2020, City.rows(9));
            city.load("--mode", "full", "--years", "2020", "--deletions", "delete");
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("9");
        }
    }

    private static String missing(City city) {
        return city.one("SELECT count(missing_since) FROM city_311.requests");
    }
}
