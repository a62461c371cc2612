package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.ledger.RunLock;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.Said;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What operators see of loads of whole data sets.
@Execution(ExecutionMode.CONCURRENT)
class LoadsTest {

    private String url = TestDatabases.fresh();

    @Test
    void whereNothingWasLoadedNothingIsSaid() throws Exception {
        assertThat(status().out()).doesNotContain("load");
        assertThat(json().has("loads")).isFalse();
        assertThat(doctor()).isEqualTo("not asked");
    }

    @Test
    void aLoadThatCompletedIsWell() throws Exception {
        run("full", "completed", "'1 hour'", "NULL");

        assertThat(status().exitCode()).isZero();
        assertThat(status().out()).contains("311, city_311 full: completed 1 h ago, 9 rows");
        assertThat(json().at("/loads/0/age").asInt()).isBetween(3600, 3700);
        assertThat(doctor()).isEqualTo("well");
    }

    @Test
    void theLatestLoadOfEachScopeNeedsAPersonWhenItFailedOrPaused() throws Exception {
        run("full", "failed", "'2 hours'", "NULL");
        run("full", "completed", "'1 hour'", "NULL");
        run("update", "completed", "'3 hours'", "NULL");
        run("update", "paused", "'2 hours'", "NULL");

        assertThat(status().exitCode()).isEqualTo(3);
        assertThat(status().out())
                .contains("! load 4 of 311, city_311 update paused 2 h ago: too bad")
                .contains("hopper load resume 4 goes on")
                .contains("see docs/runbook.md#loads")
                .doesNotContain("loads failed");
        assertThat(json().findValuesAsText("needs_a_person")).containsExactly("true", "false");
    }

    @Test
    void aLoadWhoseProcessIsGoneIsBrokenOff() throws Exception {
        run("full", "running", "'1 hour'", "NULL");

        assertThat(status().out())
                .contains("load 1 of 311, city_311 full broken off, begun 1 h ago");
        assertThat(doctor()).isEqualTo("unwell");
    }

    @Test
    void aDataSetWithoutASuccessForLongerThanItMayNeedsAPerson() throws Exception {
        run("full", "completed", "'50 hours'", "'36 hours'");

        assertThat(status().exitCode()).isEqualTo(3);
        assertThat(status().out())
                .contains("! no load of 311 succeeded for 2 d 2 h; expected one every 1 d 12 h");
    }

    @Test
    void aDatabaseThatOnlyEverSawLoadsShowsThem() throws Exception {
        url = TestDatabases.empty();
        run("full", "completed", "'1 hour'", "NULL");

        assertThat(status().exitCode()).isZero();
        assertThat(status().out())
                .contains("all is well")
                .contains("the realtime way has no tables here: hopper db init makes them")
                .contains("311, city_311 full: completed 1 h ago, 9 rows")
                .doesNotContain("parked");
        assertThat(json().path("realtime").asBoolean()).isFalse();
        assertThat(json().path("loads")).hasSize(1);
        assertThat(json().has("rejected")).isFalse();
        assertThat(doctor()).isEqualTo("well");
        assertThat(Said.by("doctor", "--database-url", url).exitCode()).isZero();

        run("update", "failed", "'1 hour'", "NULL");
        assertThat(status().exitCode()).isEqualTo(3);
    }

    @Test
    void whereNothingIsThereTheWayToMakeItIsNamed() {
        url = TestDatabases.empty();

        assertThat(status().exitCode()).isEqualTo(1);
        assertThat(status().err()).contains("hopper db init");
    }

    @Test
    void theTablesOfTheRealtimeWayMayComeBeforeTheFirstLoadOrAfterIt() throws Exception {
        url = TestDatabases.empty();
        run("full", "completed", "'1 hour'", "NULL");
        assertThat(Said.by("db", "init", "--database-url", url).exitCode()).isZero();
        assertThat(json().path("realtime").asBoolean()).isTrue();
        assertThat(json().path("loads")).hasSize(1);

        run("full", "completed", "'1 hour'", "NULL"); // the ledger is found as it was left
        assertThat(Said.by("db", "init", "--database-url", url).exitCode()).isZero();
        assertThat(status().exitCode()).isZero();
        assertThat(Said.by("doctor", "--database-url", url).exitCode()).isZero();

        url = TestDatabases.fresh();
        run("full", "completed", "'1 hour'", "NULL");
        assertThat(Said.by("db", "init", "--database-url", url).exitCode()).isZero();
        assertThat(json().path("loads")).hasSize(1);
    }

    @Test
    void aFailedLoadIsSettledByALaterOneThatBroughtAsMuch() throws Exception {
        var failed = "{'schema': 's', 'years': {'2020': 'a'}, 'since': '2026-05-01', 'workers': 4}";
        ran("since", "update", "failed", failed);
        ran("other", "update", "completed", "{'schema': 's', 'years': {'2019': 'b'}}");
        ran("days", "update", "completed", failed.replace("05-01", "06-01"));
        ran("elsewhere", "update", "completed", "{'schema': 't', 'years': {'2020': 'a'}}");
        assertThat(status().exitCode()).as("none of these did").isEqualTo(3);

        ran("all", "update", "completed", "{'schema': 's', 'years': {'2019': 'b', '2020': 'a'}}");
        assertThat(status().exitCode()).isZero();
        assertThat(json().findValuesAsText("needs_a_person")).doesNotContain("true");
    }

    @Test
    void anUpdateSettlesNoFullLoad() throws Exception {
        ran("full", "full", "failed", "{'schema': 's'}");
        ran("update", "update", "completed", "{'schema': 's'}");

        assertThat(status().exitCode()).isEqualTo(3);
    }

    @Test
    void whatLoadsWantIsLookedAt() throws Exception {
        run("full", "completed", "'1 hour'", "NULL");

        assertThat(checks().get("loads' space")).isIn("well", "unchecked");
        assertThat(checks().get("loads' keys")).isIn("well", "unchecked");
    }

    @Test
    void aLiveLoadWhoseSliceNobodyClaimsAnyMoreHangs() throws Exception {
        run("full", "running", "'1 hour'", "NULL");
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement()) {
            RunLock.on(connection, () -> connection).takeAlone(1);
            assertThat(doctor()).isEqualTo("well");

            statement.execute(
                    """
                    INSERT INTO hopper.load_slice (run_id, slice_id, position, status, lease_until)
                    VALUES (1, '2020', 1, 'claimed', now() - interval '1 minute')
                    """);
            assertThat(Said.by("doctor", "--database-url", url).out())
                    .contains("load 1 of 311, slice 2020")
                    .contains("a worker that renews its claim");
        }
    }

    @Test
    void aRoleThatMayNotReadLoadsSeesTheRest() throws Exception {
        run("full", "failed", "'1 hour'", "NULL");
        try (var superuser = TestDatabases.superuser(url);
                var statement = superuser.createStatement()) {
            statement.execute("ALTER TABLE hopper.load_run OWNER TO CURRENT_USER");
        }

        assertThat(status().exitCode()).isZero();
    }

    private void run(String scope, String status, String age, String staleAfter)
            throws SQLException {
        var database = DatabaseUrl.parse(url).dataSource();
        try (var connection = database.getConnection()) {
            LoadSchema.prepare(connection);
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO hopper.load_run (dataset, scope, mode, arguments, status, counts, error,
                           stale_after, started_at, ended_at)
                    SELECT '311', 'city_311 %1$s', '%1$s', '{}', '%2$s', '{"read": 9}',
                           CASE WHEN '%2$s' IN ('failed', 'paused') THEN 'too bad' END, %4$s,
                           now() - interval %3$s,
                           CASE WHEN '%2$s' <> 'running' THEN now() - interval %3$s END
                    """
                            .formatted(scope, status, age, staleAfter));
        }
    }

    private static final String ARGUMENTS =
            """
            UPDATE hopper.load_run
               SET mode = ?, arguments = ?::jsonb
             WHERE run_id = (SELECT max(run_id) FROM hopper.load_run)
            """;

    private void ran(String scope, String mode, String status, String arguments)
            throws SQLException {
        run(scope, status, "'1 hour'", "NULL");
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.prepareStatement(ARGUMENTS)) {
            statement.setString(1, mode);
            statement.setString(2, arguments.replace('\'', '"'));
            statement.executeUpdate();
        }
    }

    private Said status() {
        return Said.by("status", "--database-url", url);
    }

    private JsonNode json() throws Exception {
        return new JsonMapper().readTree(Said.by("status", "--json", "--database-url", url).out());
    }

    private String doctor() throws Exception {
        return checks().getOrDefault("loads", "not asked");
    }

    private Map<String, String> checks() throws Exception {
        var checks =
                new JsonMapper()
                        .readTree(Said.by("doctor", "--json", "--database-url", url).out())
                        .path("checks");
        var outcomes = new HashMap<String, String>();
        checks.forEach(check ->
                outcomes.put(check.path("check").asText(), check.path("outcome").asText()));
        return outcomes;
    }
}
