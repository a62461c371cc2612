package org.civichopper.bulk.city311;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.LoadedDatabase;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.socrata.DataSet;
import org.civichopper.localcloud.socrata.LocalSocrata;
import org.civichopper.localcloud.socrata.Manners;

/// A city with its open data and a database of its own, and the command that brings the one into
/// the other.
final class City extends LoadedDatabase {

    static final String OF_2019 = "pvft-t768";
    static final String OF_2020 = "rq3b-xjk8";

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String HEADER = String.join(",", Field.header(Set.of()));

    private final Path folder;
    final LocalSocrata socrata;

    private City(Path folder, Manners manners) {
        super(POSTGRES, "city");
        this.folder = folder;
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
        return hopper(url(pooler), all);
    }

    Pooler pooler() throws IOException {
        return new Pooler(URI.create(url()).getPort());
    }

    String url(Pooler pooler) {
        return url().replace(":" + URI.create(url()).getPort() + "/", ":" + pooler.port() + "/");
    }

    @Override
    public void close() {
        socrata.close();
    }
}
