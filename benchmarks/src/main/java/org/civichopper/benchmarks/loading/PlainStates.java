package org.civichopper.benchmarks.loading;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.civichopper.bulk.LoaderCommand;

/// The rows of a session by psql's `\copy`, into the same empty tables with their keys and indexes.
///
/// @param folder where the rows are kept
record PlainStates(Path folder) implements SideBySide.PlainWay {

    private static final List<String> BEFORE = List.of("jurisdictions", "legislative_sessions");
    private static final List<String> TABLES =
            List.of(
                    "bills",
                    "bill_sponsorships",
                    "bill_versions",
                    "bill_documents",
                    "votes",
                    "vote_records");

    @Override
    public void write(String databaseUrl) throws Exception {
        copy(databaseUrl, BEFORE, "TO");
        copy(databaseUrl, TABLES, "TO");
    }

    @Override
    public void prepare(String databaseUrl) throws Exception {
        LoaderCommand.commandLine()
                .execute("load", "openstates", "init", "--database-url", databaseUrl);
        copy(databaseUrl, BEFORE, "FROM");
    }

    @Override
    public double load(String databaseUrl) throws Exception {
        return copy(databaseUrl, TABLES, "FROM");
    }

    private double copy(String databaseUrl, List<String> tables, String direction)
            throws Exception {
        return new Psql(folder)
                .run(
                        databaseUrl,
                        tables.stream()
                                .map(table ->
                                        "\\copy openstates.%1$s %2$s '%3$s/%1$s.csv' (FORMAT csv)%n"
                                                .formatted(table, direction, folder))
                                .collect(Collectors.joining()));
    }
}
