package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.city311.DyingLoad.Kind;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.localcloud.socrata.Asked;
import org.civichopper.localcloud.socrata.Manners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The process dies at each step of its way; the same command goes on, asks for nothing again that
/// was committed, and the end is the one of a load that nobody disturbed.
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {

    private static final int ROWS = 35;
    private static final String END =
            """
            SELECT string_agg(concat_ws('|', srnumber, status, dataset, row_id, quality), E'\\n' ORDER BY srnumber)
                   || (SELECT count(*) FROM city_311.service_requests)
                   || ' missing ' || count(missing_since)
                   || (SELECT string_agg(key || value, ' ' ORDER BY key) FROM hopper.load_watermark)
              FROM city_311.requests
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void aProcessThatDiesAtAnyStepIsFollowedByOneThatGoesOn(LoadStep step) throws Exception {
        try (var city = city()) {
            // In the middle of what is reached more than once.
            var often = step == LoadStep.COPIED || step == LoadStep.CHECKPOINTED ? 3 : 1;
            assertThat(die(city, step, often, Kind.FULL)).isEqualTo(DyingProcess.HALTED);
            var asked = asked(city);

            var ran = city.load("--mode", "full", "--years", "2019,2020", "--workers", "2");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertEnd(city);
            assertThat(city.ask("SELECT DISTINCT status FROM hopper.load_run"))
                    .containsExactly("completed");
            assertThat(HonestCountsTest.leftInStaging(city)).isEqualTo("0");
            if (step != LoadStep.CLOSED) { // then the same command begins a run of its own
                assertNothingTwice(step, asked, asked(city));
            }
        }
    }

    @Test
    void aResetThatDiesBeforeItsCommitLeavesWhatStoodAndOneAfterItIsDone() throws Exception {
        for (var step : List.of(LoadStep.FINISHED, LoadStep.PROMOTED)) {
            try (var city = city()) {
                city.load("--mode", "full", "--years", "2019,2020");
                assertThat(die(city, step, 1, Kind.RESET)).isEqualTo(DyingProcess.HALTED);
                assertThat(city.one("SELECT count(*) FROM city_311.requests"))
                        .isEqualTo("" + 2 * ROWS);
                var ran =
                        city.load(
                                "--mode",
                                "full",
                                "--reset",
                                "--years",
                                "2019,2020",
                                "--workers",
                                "2");
                assertThat(ran.exitCode()).as(ran.err()).isZero();
                assertEnd(city);
                assertThat(city.one("SELECT count(*) FROM hopper.load_run WHERE mode = 'full'"))
                        .as("the run that died goes on")
                        .isEqualTo("2");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE, PLANNED",
        "UPDATE, COPIED",
        "UPDATE, FINISHED",
        "UPDATE, PROMOTED",
        "MARK, FINISHED",
        "MARK, PROMOTED",
        "DELETE, FINISHED",
        "DELETE, PROMOTED"
    })
    void anUpdateOrWhatTheSourceLostIsBroughtToItsEndToo(Kind kind, LoadStep step)
            throws Exception {
        try (var city = city();
                var undisturbed = city()) {
            for (var each : List.of(city, undisturbed)) {
                each.load("--mode", "full", "--years", "2019,2020");
                each.has(City.OF_2020, later());
            }
            var command = new ArrayList<>(kind.arguments());
            command.addAll(List.of("--years", "2019,2020", "--workers", "2"));
            var arguments = command.toArray(String[]::new);
            undisturbed.load(arguments);
            assertThat(die(city, step, 1, kind)).isEqualTo(DyingProcess.HALTED);

            var ran = city.load(arguments);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("run").asInt()).as("the run that died").isEqualTo(2);
            assertThat(city.one(END)).isEqualTo(undisturbed.one(END));
            assertThat(ran.json().at("/updated").asInt()).isEqualTo(12);
            assertThat(ran.json().at("/deleted").asInt()).isEqualTo(kind == Kind.UPDATE ? 0 : 5);
        }
    }

    // Twelve edited, five gone.
    private static List<String> later() {
        var rows = new ArrayList<>(other());
        rows.replaceAll(row ->
                rows.indexOf(row) < 12
                        ? row.replace(",Open,", ",Closed,").replace("2021-01-01", "2021-02-01")
                        : row);
        return rows.subList(0, ROWS - 5);
    }

    @Test
    void stagingThatACrashOfPostgresEmptiedIsReadAgain() throws Exception {
        try (var city = city()) {
            assertThat(die(city, LoadStep.READ, 1, Kind.FULL)).isEqualTo(DyingProcess.HALTED);
            city.execute("TRUNCATE hopper_staging.load_1");
            var ran = city.load("--mode", "full", "--years", "2019,2020", "--workers", "2");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.err()).contains("begins anew");
            assertEnd(city);
        }
    }

    private static List<String> other() {
        return City.rows(ROWS).stream().map(row -> row.replace(",1-", ",2-")).toList();
    }

    private City city() {
        return City.in(folder, Manners.usual().withLargestPage(10))
                .has(City.OF_2019, City.rows(ROWS))
                .has(City.OF_2020, other());
    }

    private void assertEnd(City city) {
        try (var undisturbed = city()) {
            undisturbed.load("--mode", "full", "--years", "2019,2020");
            assertThat(city.one(END)).isEqualTo(undisturbed.one(END));
        }
    }

    private static int die(City city, LoadStep step, int often, Kind kind) throws Exception {
        return DyingProcess.run(
                DyingLoad.class,
                city.url(),
                city.socrata.url(),
                step.name(),
                Integer.toString(often),
                kind.name());
    }

    private static List<String> asked(City city) {
        return city.socrata.asked().stream()
                .filter(Asked::isForRows)
                .map(asked -> asked.path() + asked.parameter("$where"))
                .toList();
    }

    // A page that was received and not committed is asked for once more, by each of two workers.
    private static void assertNothingTwice(LoadStep step, List<String> before, List<String> all) {
        var again = new ArrayList<>(all.subList(before.size(), all.size()));
        var seen = new HashSet<>(before);
        again.removeIf(page -> !seen.contains(page));
        assertThat(again).as("%s: before %s", step, before).hasSizeLessThanOrEqualTo(2);
        if (step.compareTo(LoadStep.READ) >= 0) {
            assertThat(again).isEmpty();
        }
    }
}
