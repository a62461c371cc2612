package org.civichopper.benchmarks.loading;

import java.io.IOException;
import java.nio.file.Path;

/// What Postgres needs for the resulting rows by the plainest means: psql's `\copy` into tables
/// made beforehand, of numbers that are whole already. It reads no zip, and proves, checks and
/// counts nothing.
///
/// @param folder where the rows lie
record PlainCongress(Path folder) implements SideBySide.PlainWay {

    private static final String WRITE =
            """
            \\copy (SELECT * FROM bicam.bills) TO '%1$s/bills.csv' (FORMAT csv)
            \\copy (SELECT * FROM bicam.bills_actions) TO '%1$s/bills_actions.csv' (FORMAT csv)
            \\copy (SELECT * FROM bicam.bills_summaries) TO '%1$s/bills_summaries.csv' (FORMAT csv)
            """;

    // With lz4 where the server can, as a load does.
    private static final String PREPARE =
            """
            SELECT set_config(name, 'lz4', false)
              FROM pg_settings
             WHERE name = 'default_toast_compression'
               AND 'lz4' = ANY (enumvals);
            CREATE TABLE bills (bill_id text, congress bigint, number bigint, title text, introduced_at date,
                                is_law boolean, policy_area text, cosponsors_count bigint, updated_at timestamptz);
            CREATE TABLE bills_actions (action_id text, bill_id text, action_date date, text text,
                                        source_system_code bigint);
            CREATE TABLE bills_summaries (bill_id text, action_date date, version_code bigint, text text);
            """;

    private static final String LOAD =
            """
            \\copy bills FROM '%1$s/bills.csv' (FORMAT csv)
            \\copy bills_actions FROM '%1$s/bills_actions.csv' (FORMAT csv)
            \\copy bills_summaries FROM '%1$s/bills_summaries.csv' (FORMAT csv)
            """;

    @Override
    public void write(String databaseUrl) throws IOException, InterruptedException {
        new Psql(folder).run(databaseUrl, WRITE.formatted(folder));
    }

    @Override
    public void prepare(String databaseUrl) throws IOException, InterruptedException {
        new Psql(folder).run(databaseUrl, PREPARE);
    }

    /// Returns how many seconds it took.
    @Override
    public double load(String databaseUrl) throws IOException, InterruptedException {
        return new Psql(folder).run(databaseUrl, LOAD.formatted(folder));
    }
}
