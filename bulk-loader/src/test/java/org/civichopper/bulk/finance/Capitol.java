package org.civichopper.bulk.finance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;

/// A folder of states' files and a database of its own, and the command that brings the one into
/// the other.
final class Capitol implements AutoCloseable {

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Path folder;
    private final String database = "capitol_" + NUMBER.incrementAndGet();

    /// What a command came to.
    record Ran(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return new JsonMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("expected JSON, found: " + out + err, e);
            }
        }

        String error() {
            return json().path("error").asText();
        }
    }

    private Capitol(Path folder) {
        this.folder = folder;
        POSTGRES.createDatabase(database);
    }

    static Capitol in(Path folder) {
        return new Capitol(folder);
    }

    /// The samples that come with the tests.
    static Path sample(String name) {
        try {
            return Path.of(Capitol.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// Where a state's file goes.
    Path file(String state, String name) {
        try {
            return Files.createDirectories(folder.resolve(state)).resolve(name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Capitol has(TexasZip zip) {
        zip.write(file("tx", "TEC_CF_CSV.zip"));
        return this;
    }

    String url() {
        return POSTGRES.url(database);
    }

    Connection connect() throws SQLException {
        var url = DatabaseUrl.parse(url());
        return DriverManager.getConnection(
                url.jdbcUrl(), url.user().orElseThrow(), url.password().orElse(""));
    }

    /// The first column of all rows.
    List<String> ask(String question) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    String one(String question) {
        return ask(question).getFirst();
    }

    void execute(String statement) {
        try (var connection = connect();
                var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// `hopper load campaign-finance --state … --json` of the files in this folder.
    Ran load(String states, String... arguments) {
        return loadFrom(folder, states, arguments);
    }

    Ran loadFrom(Path input, String states, String... arguments) {
        var all = new ArrayList<>(List.of("load", "campaign-finance", "--state", states));
        all.addAll(List.of("--input", input.toString(), "--json"));
        all.addAll(List.of(arguments));
        return hopper(all.toArray(String[]::new));
    }

    /// Any command against this database.
    Ran hopper(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--database-url", url()));
        var out = new StringWriter();
        var err = new StringWriter();
        var code =
                LoaderCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    /// Tables of runs that lie about.
    List<String> leftInStaging() {
        return ask("SELECT tablename FROM pg_tables WHERE schemaname = 'hopper_staging'");
    }

    @Override
    public void close() {
        // its database goes with the server
    }
}
