package org.civichopper.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.SQLException;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.Said;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What operators see of loads of whole data sets.
@Execution(ExecutionMode.CONCURRENT)
class LoadsTest {

    private final String url = TestDatabases.fresh();

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

    private Said status() {
        return Said.by("status", "--database-url", url);
    }

    private JsonNode json() throws Exception {
        return new JsonMapper().readTree(Said.by("status", "--json", "--database-url", url).out());
    }

    private String doctor() throws Exception {
        var checks =
                new JsonMapper()
                        .readTree(Said.by("doctor", "--json", "--database-url", url).out())
                        .path("checks");
        for (var check : checks) {
            if (check.path("check").asText().equals("loads")) {
                return check.path("outcome").asText();
            }
        }
        return "not asked";
    }
}
