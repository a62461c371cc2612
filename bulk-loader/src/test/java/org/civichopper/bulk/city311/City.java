package org.civichopper.bulk.city311;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.socrata.DataSet;
import org.civichopper.localcloud.socrata.LocalSocrata;
import org.civichopper.localcloud.socrata.Manners;

/// A city with its open data and a database of its own, and the command that brings the one into
/// the other.
final class City implements AutoCloseable {

    static final String OF_2019 = "pvft-t768";
    static final String OF_2020 = "rq3b-xjk8";

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String HEADER = String.join(",", Field.header(Set.of()));

    private final Path folder;
    private final String database;
    final LocalSocrata socrata;

    /// What a command came to.
    record Ran(int exitCode, String out, String err) {

        JsonNode json() {
            try {
                return new JsonMapper().readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("expected JSON, found: " + out + err, e);
            }
        }
    }

    private City(Path folder, Manners manners) {
        this.folder = folder;
        database = "city_" + NUMBER.incrementAndGet();
        POSTGRES.createDatabase(database);
        socrata = LocalSocrata.start(manners, List.of());
    }

    static City in(Path folder) {
        return new City(folder, Manners.usual());
    }

    static City in(Path folder, Manners manners) {
        return new City(folder, manners);
    }

    /// @param rows as [#row] makes them
    City has(String dataset, List<String> rows) {
        return hasText(
                dataset, HEADER + "\n" + String.join("\n", rows) + (rows.isEmpty() ? "" : "\n"));
    }

    City hasText(String dataset, String csv) {
        try {
            var file = folder.resolve("set-" + NUMBER.incrementAndGet() + ".csv");
            Files.writeString(file, csv);
            socrata.put(DataSet.of(dataset, "Service requests", file));
            return this;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The sample of this name.
    City hasSample(String dataset, String name) {
        return hasText(dataset, sample(name));
    }

    static String sample(String name) {
        try (var file = City.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A request that nothing is wrong with.
    ///
    /// @param updated `:updated_at`
    static String row(String id, String updated, String number, String status, String updatedDate) {
        return String.join(
                ",",
                "row-" + id,
                updated,
                number,
                "Bulky Items",
                status,
                "",
                "2020-01-02T08:43:00.000",
                updatedDate,
                "",
                "",
                "Call",
                "N",
                "",
                "BOS",
                "91",
                "LAKE SAMPLE NC",
                "NORTH",
                "Middle Valley APC",
                "EV",
                "12",
                "Ada Example",
                "\"1 THIMBLE WAY, 90000\"",
                "90000",
                "34.1",
                "-118.4");
    }

    static String row(int number) {
        return row(
                "%04d".formatted(number),
                "2021-01-01T00:00:%02d.000Z".formatted(number % 60),
                "1-" + number,
                "Open",
                "2020-01-03T00:00:00.000");
    }

    static List<String> rows(int count) {
        var rows = new ArrayList<String>();
        for (var number = 1; number <= count; number++) {
            rows.add(row(number));
        }
        return rows;
    }

    String url() {
        return POSTGRES.url(database);
    }

    Connection connect() throws SQLException {
        var url = DatabaseUrl.parse(url());
        return DriverManager.getConnection(
                url.jdbcUrl(), url.user().orElseThrow(), url.password().orElse(""));
    }

    /// The first column of all rows, with `null` as such.
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

    /// `hopper load 311 … --json` against this city.
    Ran load(String... arguments) {
        var all = new ArrayList<>(List.of("load", "311"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--source", socrata.url(), "--json"));
        return hopper(all.toArray(String[]::new));
    }

    /// The same by way of a pooler.
    Ran loadThrough(Pooler pooler, String... arguments) {
        var all = new ArrayList<>(List.of("load", "311"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--source", socrata.url(), "--json"));
        return run(url(pooler), all);
    }

    Pooler pooler() throws IOException {
        return new Pooler(URI.create(url()).getPort());
    }

    String url(Pooler pooler) {
        return url().replace(":" + URI.create(url()).getPort() + "/", ":" + pooler.port() + "/");
    }

    /// Any command against this database.
    Ran hopper(String... arguments) {
        return run(url(), List.of(arguments));
    }

    private static Ran run(String url, List<String> arguments) {
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

    @Override
    public void close() {
        socrata.close();
    }
}
