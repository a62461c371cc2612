package org.civichopper.bulk.openstates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Surroundings;
import org.civichopper.localcloud.openstates.Asked;
import org.civichopper.localcloud.openstates.InventedStates;
import org.civichopper.localcloud.openstates.Kind;
import org.civichopper.localcloud.openstates.LocalOpenStates;
import org.civichopper.localcloud.openstates.Manners;
import org.civichopper.localcloud.openstates.Misdeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people type, right and wrong, and what they are told.
@Execution(ExecutionMode.CONCURRENT)
class UsageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"zz", "north carolina", "ocd-jurisdiction/country:us/state:zz/government"})
    void aJurisdictionThatIsNotKnownIsWrongUsageAndNothingIsAsked(String code) {
        try (var states = States.empty()) {
            var ran = states.load("bills", "--jurisdiction", code);
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("two letters such as nc").contains(code);
            assertThat(states.api.asked()).isEmpty();
        }
    }

    @Test
    void aSessionThatIsNotThereIsWrongUsageAndThoseThatAreAreListed() {
        try (var states = States.ofNorthCarolina()) {
            var ran = states.load("bills", "--jurisdiction", "nc", "--session", "1999");
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.error()).contains("session 1999 of nc").contains(States.SESSION);
            assertThat(states.ask("SELECT run_id FROM hopper.load_run")).isEmpty();
            assertThat(states.ask("SELECT DISTINCT status FROM openstates.ingestion_logs"))
                    .containsExactly("failed");
        }
    }

    @Test
    void aDryRunSaysHowManyRequestsItWouldTakeAndWritesNothing() {
        try (var states = States.ofNorthCarolina()) {
            var ran = states.load("bills", "--jurisdiction", "nc", "--all-sessions", "--dry-run");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("run").isNull()).isTrue();
            assertThat(ran.json().at("/plan/rows").asInt())
                    .isEqualTo(states.api.ids(Kind.BILL).size());
            assertThat(states.asked(Kind.BILL)).as("one a session").isLessThan(5);
            assertThat(
                            states.ask(
                                    "SELECT nspname FROM pg_namespace WHERE nspname IN ('openstates', 'hopper')"))
                    .isEmpty();
        }
    }

    @Test
    void withoutAKeyTheMessageNamesItsVariable() {
        assertThatThrownBy(() -> OpenStatesLoadCommand.key(new Surroundings(Map.of(), List.of())))
                .isInstanceOf(CannotRunException.class)
                .hasMessageContaining("OPENSTATES_API_KEY");
    }

    @Test
    void aKeyThatIsNotKnownFailsAtOnceAndIsNowhere() {
        try (var states = States.ofNorthCarolina()) {
            states.api.misbehave(Asked.any(), Misdeed.status(401, "Invalid key " + Manners.KEY));
            var ran = states.loadBills();
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("401").contains("Invalid key ***");
            assertThat(states.api.asked()).hasSize(1);
            assertThat(ran.out() + ran.err()).doesNotContain(Manners.KEY);
            for (var table :
                    List.of(
                            "hopper.load_run",
                            "hopper.load_slice",
                            "hopper.load_quota",
                            "openstates.ingestion_logs")) {
                assertThat(states.ask("SELECT t::text FROM " + table + " t"))
                        .isNotEmpty()
                        .noneMatch(row -> row.contains(Manners.KEY));
            }
        }
    }

    @Test
    void aKeyNeverGoesOverPlainHttpToAnotherMachineNorToWhereARedirectLeads() {
        try (var states = States.ofNorthCarolina();
                var other = LocalOpenStates.start()) {
            InventedStates.small(7).fill(other, "nc");
            states.api.misbehave(
                    Asked.any(),
                    new Misdeed.Status(
                            302, Map.of("Location", other.url() + "/jurisdictions"), ""));
            states.load("jurisdictions", "--retry-for", "1s");
            assertThat(other.asked())
                    .isNotEmpty()
                    .allSatisfy(asked -> assertThat(asked.header("X-API-KEY")).isEmpty());

            var ran =
                    states.hopper(
                            "load",
                            "openstates",
                            "jurisdictions",
                            "--json",
                            "--source",
                            "http://states.example.com");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("expected https");
        }
    }

    @Test
    void theSecondRunOfASessionSaysThatTheFirstIsInProgress() throws Exception {
        try (var states = States.ofNorthCarolina()) {
            var second = new CompletableFuture<States.Ran>();
            states.api.before(Asked.page(Kind.BILL, 2), () -> second.complete(states.loadBills()));
            var first = states.loadBills();
            assertThat(first.exitCode()).as(first.err()).isZero();
            assertThat(second.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(1);
            assertThat(second.get(30, TimeUnit.SECONDS).error())
                    .contains("another run is in progress");
        }
    }

    @Test
    void billsAreExportedAsCsvAndWhatIsNotThereIsSaid() {
        try (var states = States.ofNorthCarolina()) {
            assertThat(
                            states.hopper("load", "openstates", "export", "--jurisdiction", "nc")
                                    .exitCode())
                    .isEqualTo(1);
            states.loadBills();
            var ran =
                    states.hopper(
                            "load",
                            "openstates",
                            "export",
                            "--jurisdiction",
                            "nc",
                            "--session",
                            States.SESSION);
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            var lines = ran.out().split("\r\n");
            assertThat(lines).hasSize(46);
            assertThat(lines[0]).isEqualTo("ID,Identifier,Title,Classification");
            assertThat(
                            states.hopper(
                                            "load",
                                            "openstates",
                                            "export",
                                            "--jurisdiction",
                                            "nc",
                                            "--session",
                                            "1999")
                                    .err())
                    .contains(States.SESSION);
        }
    }

    @Test
    void statsShowCountsWorkAndTheLastOperations() throws Exception {
        try (var states = States.ofNorthCarolina()) {
            assertThat(states.hopper("load", "openstates", "init").exitCode()).isZero();
            assertThat(states.hopper("load", "openstates", "init").exitCode()).isZero();
            states.load("all", "--jurisdiction", "nc");
            var stats = states.hopper("load", "openstates", "stats", "--json").json();
            assertThat(stats.path("database").size()).isEqualTo(11);
            assertThat(stats.at("/database/bills").asInt()).isPositive();
            assertThat(stats.at("/workers/done").asInt()).isPositive();
            assertThat(stats.path("recent_logs").get(0).path("status").asText())
                    .isEqualTo("completed");
        }
    }
}
