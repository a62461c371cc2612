package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.civichopper.bulk.LoaderCommand;

/// What Postgres needs for the resulting rows by the plainest means: psql copies them into empty
/// tables and builds the keys and indexes. It reads no zip, and decides, checks and counts nothing.
///
/// @param folder where the rows lie
record PlainTables(Path folder) implements SideBySide.PlainWay {

    private static final String WRITE =
            """
            \\copy (SELECT * FROM campaign_finance.contributions) TO '%1$s/contributions.csv' (FORMAT csv)
            \\copy (SELECT * FROM campaign_finance.reports) TO '%1$s/reports.csv' (FORMAT csv)
            """;

    // As much memory for sorts as a load gives itself.
    private static final String LOAD =
            """
            SET maintenance_work_mem = '256MB';
            CREATE SCHEMA shape;
            CREATE SCHEMA plain;
            SET search_path = shape;
            %2$s
            %3$s
            CREATE TABLE plain.contributions (LIKE contributions);
            CREATE TABLE plain.reports (LIKE reports);
            SET search_path = plain;
            \\copy contributions FROM '%1$s/contributions.csv' (FORMAT csv)
            \\copy reports FROM '%1$s/reports.csv' (FORMAT csv)
            ALTER TABLE contributions ADD PRIMARY KEY (filing_state, contribution_id);
            CREATE INDEX ON contributions (candidate_id);
            CREATE INDEX ON contributions (filer_id);
            CREATE INDEX ON contributions (contribution_date);
            ALTER TABLE reports ADD PRIMARY KEY (filing_state, report_id);
            CREATE INDEX ON reports (candidate_id);
            CREATE INDEX ON reports (filer_id);
            CREATE INDEX ON reports (received_date);
            """;

    @Override
    public void write(String databaseUrl) throws IOException, InterruptedException {
        new Psql(folder).run(databaseUrl, WRITE.formatted(folder));
    }

    /// Returns how many seconds it took.
    @Override
    public double load(String databaseUrl) throws IOException, InterruptedException {
        return new Psql(folder)
                .run(
                        databaseUrl,
                        LOAD.formatted(folder, script("contributions"), script("reports")));
    }

    @Override
    public void prepare(String databaseUrl) {} // the tables are made while the clock runs

    private static String script(String table) {
        try (var file = LoaderCommand.class.getResourceAsStream("finance/" + table + ".sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
