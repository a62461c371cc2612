package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.civichopper.localcloud.socrata.Asked;
import org.civichopper.localcloud.socrata.Manners;
import org.civichopper.localcloud.socrata.Misdeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a run that does not come to its end at once, and to two at a time.
@Timeout(120)
class ResumeTest {

    private static final String[] FULL = {"--mode", "full", "--years", "2020", "--retry-for", "1s"};

    @TempDir private Path folder;

    @Test
    void aSourceThatStaysAwayPausesTheRunAndTheSameCommandGoesOn() {
        try (var city = slow()) {
            city.socrata.misbehave(
                    asked -> asked.isForRows() && asked.parameter("$where").contains("row-0020"),
                    Misdeed.internalError());
            var paused = city.load(FULL);
            assertThat(paused.exitCode()).as(paused.err()).isEqualTo(75);
            assertThat(paused.json().path("status").asText()).isEqualTo("paused");
            assertThat(paused.err())
                    .contains("500", "Internal error", "run the same command again");
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("0");
            assertThat(HonestCountsTest.leftInStaging(city)).isNotEqualTo("0");

            city.socrata.behave();
            var before = pages(city);
            var ran = city.load(FULL);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("run")).isEqualTo(paused.json().path("run"));
            assertThat(ran.json().path("inserted").asInt()).isEqualTo(35);
            assertThat(pages(city).subList(before.size(), pages(city).size()))
                    .noneMatch(page -> page.isEmpty() || page.contains("row-0010"));
        }
    }

    @Test
    void aPausedRunIsListedShownResumedAndAnOtherOneAbandoned() {
        try (var city = slow()) {
            city.socrata.misbehave(Asked::isForRows, Misdeed.throttled("3600"));
            assertThat(city.load(FULL).exitCode()).isEqualTo(75);
            assertThat(city.hopper("load", "runs").out())
                    .contains("paused: hopper load resume 1 goes on");
            var shown = city.hopper("load", "runs", "show", "1", "--json").json();
            assertThat(shown.path("open").asBoolean()).isTrue();
            assertThat(shown.at("/slices/0/status").asText()).isIn("waiting", "claimed");

            city.socrata.behave();
            var resumed = city.hopper("load", "resume", "1", "--json");
            assertThat(resumed.exitCode()).as(resumed.err()).isZero();
            assertThat(resumed.json().path("inserted").asInt()).isEqualTo(35);
            assertThat(city.hopper("load", "resume", "1").exitCode()).isEqualTo(1);

            city.socrata.misbehave(Asked::isForRows, Misdeed.throttled("3600"));
            city.load(FULL);
            city.socrata.behave();
            var fresh = new ArrayList<>(List.of(FULL));
            fresh.add("--fresh");
            assertThat(city.load(fresh.toArray(String[]::new)).exitCode()).isZero();
            assertThat(city.ask("SELECT status FROM hopper.load_run ORDER BY run_id"))
                    .containsExactly("completed", "abandoned", "completed");
            assertThat(HonestCountsTest.leftInStaging(city)).isEqualTo("0");
        }
    }

    @Test
    void theSameCommandWhileAnotherIsAtItSaysSo() throws Exception {
        try (var city = slow()) {
            var reached = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            city.socrata.before(
                    2,
                    Asked::isForRows,
                    () -> {
                        reached.countDown();
                        await(goOn);
                    });
            var first = CompletableFuture.supplyAsync(() -> city.load(FULL));
            await(reached);
            var second = city.load(FULL);
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("another run is in progress: 1");
            goOn.countDown();
            assertThat(first.get().exitCode()).as(first.get().err()).isZero();
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("35");
        }
    }

    @Test
    void otherScopesOnOneTargetGoOnSideBySide() throws Exception {
        try (var city = slow()) {
            city.has(City.OF_2019, City.rows(35));
            var both =
                    List.of("2019", "2020").stream()
                            .map(year ->
                                    CompletableFuture.supplyAsync(
                                            () -> city.load("--mode", "full", "--years", year)))
                            .toList();
            for (var one : both) {
                assertThat(one.get().exitCode()).as(one.get().err()).isZero();
            }
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("35");
            assertThat(city.one("SELECT count(*) FROM hopper.load_watermark")).isEqualTo("2");
        }
    }

    @Test
    void aDryRunSaysHowMuchAndWritesNothingAtAll() {
        try (var city = slow()) {
            var ran = city.load("--mode", "full", "--years", "2020", "--dry-run");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("run").isNull()).isTrue();
            assertThat(ran.json().at("/plan/rows").asInt()).isEqualTo(35);
            assertThat(city.one("SELECT count(*) FROM pg_namespace WHERE nspname ~ 'hopper|city'"))
                    .isEqualTo("0");
        }
    }

    @Test
    void atMostSoManyItemsMoveNoWatermark() {
        try (var city = slow()) {
            var ran = city.load("--mode", "full", "--years", "2020", "--max-items", "12");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("read").asInt()).isEqualTo(12);
            assertThat(city.one("SELECT count(*) FROM hopper.load_watermark")).isEqualTo("0");
        }
    }

    @Test
    void atMostSoManyItemsAreThoseOfTheRunHoweverOftenItIsResumed() {
        try (var city = slow()) {
            String[] some = {
                "--mode", "full", "--years", "2020", "--max-items", "15", "--retry-for", "1s"
            };
            city.socrata.misbehave(
                    asked -> asked.isForRows() && asked.parameter("$where").contains("row-0010"),
                    Misdeed.throttled("3600"));
            assertThat(city.load(some).exitCode()).isEqualTo(75);

            city.socrata.behave();
            var ran = city.load(some);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("read").asInt()).isEqualTo(15);
        }
    }

    @Test
    void atMostSoManyItemsAreThoseOfAllDataSets() {
        try (var city = slow()) {
            city.has(City.OF_2019, City.rows(35));
            var ran =
                    city.load(
                            "--mode",
                            "full",
                            "--years",
                            "2019,2020",
                            "--max-items",
                            "45",
                            "--min-rows",
                            "0");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("read").asInt()).isEqualTo(45);
        }
    }

    private City slow() {
        return City.in(folder, Manners.usual().withLargestPage(10))
                .has(City.OF_2020, City.rows(35));
    }

    private static List<String> pages(City city) {
        return city.socrata.asked().stream()
                .filter(Asked::isForRows)
                .map(asked -> asked.parameter("$where"))
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
