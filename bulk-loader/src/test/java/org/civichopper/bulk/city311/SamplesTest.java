package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two years and an edit of one, odd in every way that the source is: what must come out is known.
class SamplesTest {

    private static final String ROWS =
            """
            SELECT array_to_string(ARRAY[srnumber, requesttype, status, actiontaken, createddate::text,
                     updateddate::text, servicedate::text, closeddate::text, requestsource, anonymous, mobileos,
                     owner, nc::text, ncname, policeprecinct, apc, assignto, cd::text, cdmember, address,
                     zipcode, latitude::text, longitude::text, dataset, quality::text], '|', '')
              FROM city_311.requests
            """;

    @TempDir private Path folder;

    @Test
    void bothYearsAndAnEditBringTheRowsThatAreKnown() throws Exception {
        try (var city = City.in(folder)) {
            city.hasSample(City.OF_2019, "page-2019.csv").hasSample(City.OF_2020, "page-2020.csv");
            var full = city.load("--mode", "full", "--years", "2019,2020");
            assertThat(full.exitCode()).as(full.err()).isEqualTo(3);
            assertCounts(full, "counts.json");
            assertThat(rows(city)).isEqualTo(expected("expected.csv"));
            assertThat(view(city)).isEqualTo(expectedView());

            var again = city.load("--mode", "full", "--years", "2019,2020").json();
            assertThat(again.path("unchanged").asInt()).isEqualTo(47);
            assertThat(city.one("SELECT last_value FROM city_311.requests_id_seq")).isEqualTo("45");

            city.hasSample(City.OF_2020, "update-2020.csv");
            var update = city.load("--years", "2020");
            assertThat(update.exitCode()).as(update.err()).isZero();
            assertCounts(update, "counts-update.json");
            assertThat(rows(city)).isEqualTo(expected("expected-after-update.csv"));
            assertThat(update.json().at("/datasets/2020/watermark").asText())
                    .isEqualTo("2021-02-01T00:00:00.011Z");
        }
    }

    private static void assertCounts(City.Ran ran, String file) throws Exception {
        new JsonMapper()
                .readTree(City.sample(file))
                .properties()
                .forEach(count ->
                        assertThat(ran.json().path(count.getKey()).asLong())
                                .as(count.getKey())
                                .isEqualTo(count.getValue().asLong()));
    }

    private static Set<String> rows(City city) {
        return new TreeSet<>(city.ask(ROWS));
    }

    private static Set<String> expected(String file) throws Exception {
        var rows = new TreeSet<String>();
        try (var csv = CsvReader.builder().ofCsvRecord(City.sample(file))) {
            csv.stream().skip(1).forEach(row -> rows.add(String.join("|", row.getFields())));
        }
        return rows;
    }

    private static final String VIEW =
            """
            SELECT concat_ws('|', srnumber, created_date, coalesce(closed_date::text, '-'), coalesce(type_id, -1),
                             coalesce(agency_id, -1), coalesce(source_id, -1), council_id, region_id, address,
                             coalesce(city_id, -1))
              FROM city_311.service_requests
            """;

    private static Set<String> view(City city) {
        return new TreeSet<>(city.ask(VIEW));
    }

    private static Set<String> expectedView() throws Exception {
        var rows = new TreeSet<String>();
        for (var line : City.sample("view.jsonl").split("\n")) {
            var row = new JsonMapper().readTree(line);
            var values = new ArrayList<String>();
            for (var name :
                    List.of(
                            "srnumber",
                            "created_date",
                            "closed_date",
                            "type_id",
                            "agency_id",
                            "source_id",
                            "council_id",
                            "region_id",
                            "address",
                            "city_id")) {
                var value = row.path(name);
                if (!value.isNull() && !value.isMissingNode()) {
                    values.add(value.asText());
                } else if (!name.equals("address")) {
                    values.add(name.equals("closed_date") ? "-" : "-1");
                }
            }
            rows.add(String.join("|", values));
        }
        return rows;
    }
}
