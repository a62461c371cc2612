package org.civichopper.bulk.openstates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.openstates.Asked;
import org.civichopper.localcloud.openstates.InventedStates;
import org.civichopper.localcloud.openstates.Kind;
import org.civichopper.localcloud.openstates.LocalOpenStates;

/// An API with invented states and a database of its own, and the commands that bring the one into
/// the other. The key is in the environment of the tests.
final class States implements AutoCloseable {

    static final String NC = "ocd-jurisdiction/country:us/state:nc/government";

    /// Of North Carolina, with 45 bills, which are three pages.
    static final String SESSION = "2025";

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final String database = "states_" + NUMBER.incrementAndGet();
    final LocalOpenStates api;

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

    private States(LocalOpenStates api) {
        this.api = api;
        POSTGRES.createDatabase(database);
    }

    /// An API that holds nothing yet.
    static States empty() {
        return new States(LocalOpenStates.start());
    }

    /// North Carolina with its people, committees and bills.
    static States ofNorthCarolina() {
        var states = empty();
        InventedStates.small(7).fill(states.api, "nc");
        return states;
    }

    /// The ids of the session's bills, the oldest change first.
    List<String> bills() {
        return api.bills(NC, SESSION);
    }

    /// How often a list was asked for.
    long asked(Kind kind) {
        return api.asked().stream().filter(Asked.list(kind)).count();
    }

    String url() {
        return POSTGRES.url(database);
    }

    private Connection connect() throws SQLException {
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

    /// `hopper load openstates …` with a key that has no limits.
    Ran load(String... arguments) {
        var all = new ArrayList<>(List.of("load", "openstates"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--requests-per-minute", "600000", "--requests-per-day", "1000000000"));
        return run(all);
    }

    /// The same with the limits that the arguments say.
    Ran loadWithin(String... arguments) {
        var all = new ArrayList<>(List.of("load", "openstates"));
        all.addAll(List.of(arguments));
        return run(all);
    }

    /// `hopper load openstates bills` of the session.
    Ran loadBills(String... arguments) {
        var all = new ArrayList<>(List.of("bills", "--jurisdiction", "nc", "--session", SESSION));
        all.addAll(List.of(arguments));
        return load(all.toArray(String[]::new));
    }

    private Ran run(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--source", api.url(), "--json"));
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

    @Override
    public void close() {
        api.close();
    }
}
