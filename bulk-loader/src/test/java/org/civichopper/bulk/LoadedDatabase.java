package org.civichopper.bulk;

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
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;

/// A database of its own, any command against it, and what is asked of it afterwards: what the
/// tests of all data sets stand on.
public abstract class LoadedDatabase implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final LocalPostgres postgres;
    private final String database;

    /// What a command came to.
    public record Ran(int exitCode, String out, String err) {

        public JsonNode json() {
            try {
                return new JsonMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("expected JSON, found: " + out + err, e);
            }
        }

        public long count(String name) {
            return json().path(name).asLong();
        }

        public String error() {
            return json().path("error").asText();
        }
    }

    /// @param name that its database's begins with
    protected LoadedDatabase(LocalPostgres postgres, String name) {
        this.postgres = postgres;
        database = name + "_" + NUMBER.incrementAndGet();
        postgres.createDatabase(database);
    }

    public String url() {
        return postgres.url(database);
    }

    public Connection connect() throws SQLException {
        var url = DatabaseUrl.parse(url());
        return DriverManager.getConnection(
                url.jdbcUrl(), url.user().orElseThrow(), url.password().orElse(""));
    }

    /// The first column of all rows, with `null` as such.
    public List<String> ask(String question) {
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

    public String one(String question) {
        return ask(question).getFirst();
    }

    public void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// Any command against this database.
    public Ran hopper(String... arguments) {
        return hopper(url(), List.of(arguments));
    }

    /// The same by another way to it.
    protected static Ran hopper(String url, List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--database-url", url));
        var out = new StringWriter();
        var err = new StringWriter();
        var code =
                LoaderCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(all.toArray(String[]::new));
        return new Ran(code, out.toString(), err.toString());
    }

    /// Its database goes with the server.
    @Override
    public void close() {}
}
