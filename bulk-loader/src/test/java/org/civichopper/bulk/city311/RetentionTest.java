package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.database.DatabaseUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Runs of long ago go with their rejects, and nothing goes that is asked for still.
@Execution(ExecutionMode.CONCURRENT)
class RetentionTest {

    // Each ended a day after the one before.
    private static final String RUNS =
            """
            INSERT INTO hopper.load_run (dataset, scope, mode, arguments, status, started_at, ended_at)
            SELECT '311', 'scope', mode, '{}', status, now() - interval '200 days',
                   CASE WHEN status <> 'running' THEN now() - age * interval '1 day' END
              FROM (VALUES ('old', 'completed', 150), ('of a watermark', 'completed', 149),
                           ('of a rollback', 'completed', 148), ('failed', 'failed', 147),
                           ('paused', 'paused', 146), ('last success', 'completed', 145),
                           ('last', 'failed', 144))
                   AS given (mode, status, age);
            INSERT INTO hopper.load_reject (run_id, slice_id, place, expected, found, raw)
            SELECT run_id, '', '', '', '', '' FROM hopper.load_run;
            INSERT INTO hopper.load_watermark (dataset, scope, key, value, run_id)
            SELECT '311', 'scope', 'key', '', run_id FROM hopper.load_run WHERE mode = 'of a watermark';
            INSERT INTO hopper.load_predecessor (dataset, scope, kept_in, tables, watermarks, run_id)
            SELECT '311', 'scope', '', '{}', '{}', run_id FROM hopper.load_run WHERE mode = 'of a rollback'
            """;

    @TempDir private Path folder;

    @Test
    void runsGoThatNeitherAPersonNorARollbackAsksFor() throws Exception {
        try (var city = City.in(folder);
                var ledger = new Sessions(DatabaseUrl.parse(city.url())).open();
                var statement = ledger.createStatement()) {
            LoadSchema.prepare(ledger);
            statement.execute(RUNS);

            var forgotten = 0;
            while (new LoadRuns(ledger).forgetOld()) {
                forgotten++;
            }
            ledger.commit();

            assertThat(forgotten).isEqualTo(2);
            assertThat(city.ask("SELECT mode FROM hopper.load_run ORDER BY run_id"))
                    .containsExactly(
                            "of a watermark", "of a rollback", "paused", "last success", "last");
            assertThat(city.one("SELECT count(*) FROM hopper.load_reject")).isEqualTo("5");
        }
    }
}
