package org.civichopper.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.NormalizedRows;
import org.civichopper.testing.Said;
import org.civichopper.testing.TestDatabases;

/// A database of its own for one test, what is imported into it, and what stands in it then.
public final class ImportedDatabase {

    private static final String WAITING =
            """
            SELECT count(*)
              FROM pg_stat_activity
             WHERE datname = current_database()
               AND wait_event_type = 'Lock'
            """;

    private final String url = TestDatabases.fresh();

    public Said importDirectory(Path directory, String... options) {
        var arguments =
                Stream.concat(
                        Stream.of("import", "--database-url", url, directory.toString()),
                        Stream.of(options));
        return Said.by(arguments.toArray(String[]::new));
    }

    public void execute(String script) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    /// The first column of what a query finds.
    public List<String> ask(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var answer = new ArrayList<String>();
            while (rows.next()) {
                answer.add(rows.getString(1));
            }
            return answer;
        }
    }

    /// Starts all of these together and lets them write only when each has come as far as it can
    /// without: what they read before they write is then as old as possible.
    public void whileNobodyCanWrite(String tables, List<Callable<String>> imports)
            throws Exception {
        try (var together = Executors.newVirtualThreadPerTaskExecutor();
                var connection = connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE " + tables + " IN SHARE MODE");
            var started = imports.stream().map(together::submit).toList();
            while (!ask(WAITING).equals(List.of(Integer.toString(imports.size())))) {
                assertThat(started).noneMatch(Future::isDone);
            }
            connection.commit();
            for (var done : started) {
                done.get();
            }
        }
    }

    /// The rows of a jurisdiction as `cases/` spells them, sorted.
    public List<String> normalizedRows(String jurisdictionId) throws SQLException {
        try (var connection = connect()) {
            return NormalizedRows.of(connection, jurisdictionId);
        }
    }

    /// What every row of the public tables is stored as: equal when nothing was written.
    public List<String> publicRowVersions() throws SQLException {
        var versions = new ArrayList<String>();
        for (var table :
                ask(
                        """
                        SELECT format('%I.%I', schemaname, tablename)
                          FROM pg_tables
                         WHERE schemaname = 'public'
                         ORDER BY 1
                        """)) {
            versions.addAll(
                    ask("SELECT concat_ws(' ', tableoid::regclass, ctid, xmin) FROM " + table));
        }
        return versions;
    }

    private Connection connect() throws SQLException {
        return DatabaseUrl.parse(url).dataSource().getConnection();
    }
}
