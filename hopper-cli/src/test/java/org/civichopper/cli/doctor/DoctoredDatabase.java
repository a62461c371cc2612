package org.civichopper.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.NormalizedRows;
import org.civichopper.testing.Said;
import org.civichopper.testing.SoundTables;
import org.civichopper.testing.TestDatabases;

/// A database of a test's own, with documents in it and something amiss.
final class DoctoredDatabase {

    static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";

    private final String url = TestDatabases.fresh();
    private int imports;

    String url() {
        return url;
    }

    Said run(String... arguments) {
        var all = Stream.concat(Stream.of(arguments), Stream.of("--database-url", url));
        return Said.by(all.toArray(String[]::new));
    }

    /// Imports documents, each a kind and its JSON.
    void importDocuments(Path folder, String... kindsAndDocuments) throws IOException {
        var directory = Files.createDirectories(folder.resolve("import-" + ++imports));
        for (int i = 0; i < kindsAndDocuments.length; i += 2) {
            Files.writeString(
                    directory.resolve("%s_%d.json".formatted(kindsAndDocuments[i], i)),
                    kindsAndDocuments[i + 1]);
        }
        var said = run("import", "--jurisdiction", WYOMING, directory.toString());
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
    }

    void execute(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    List<String> ask(String query) throws SQLException {
        try (var connection = connect()) {
            return SoundTables.ask(connection, query);
        }
    }

    String one(String query) throws SQLException {
        var answer = ask(query);
        assertThat(answer).as(query).hasSize(1);
        return answer.getFirst();
    }

    List<String> normalizedRows() throws SQLException {
        try (var connection = connect()) {
            return NormalizedRows.of(connection, WYOMING);
        }
    }

    /// What every row of the tables is stored as: equal when nothing was written.
    List<String> rowVersions() throws SQLException {
        var versions = new ArrayList<String>();
        for (var table :
                ask(
                        """
                        SELECT format('%I.%I', schemaname, tablename)
                          FROM pg_tables
                         WHERE schemaname IN ('public', 'hopper')
                         ORDER BY 1
                        """)) {
            versions.addAll(
                    ask("SELECT concat_ws(' ', tableoid::regclass, ctid, xmin) FROM " + table));
        }
        return versions;
    }

    void checkSound() throws SQLException {
        try (var connection = connect()) {
            SoundTables.check(connection);
        }
    }

    Connection connect() throws SQLException {
        return DatabaseUrl.parse(url).dataSource().getConnection();
    }
}
