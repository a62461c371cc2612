package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.civichopper.localcloud.socrata.Asked;
import org.civichopper.localcloud.socrata.Manners;
import org.civichopper.localcloud.socrata.Misdeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is lost and nothing doubled without a word, whatever the source does; and a run that did
/// not get all of it says so.
class HonestCountsTest {

    private static final String COUNT = "SELECT count(*) FROM city_311.requests";
    private static final Predicate<Asked> ROWS = Asked::isForRows;
    private static final Predicate<Asked> ANY = _ -> true;

    @TempDir private Path folder;

    @Test
    void aPageThatIsShorterThanAskedIsNotTheLast() {
        try (var city = City.in(folder, Manners.usual().withLargestPage(7))) {
            city.has(City.OF_2020, City.rows(50));
            var ran = city.load("--mode", "full", "--years", "2020");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("inserted").asInt()).isEqualTo(50);
            assertThat(city.one(COUNT)).isEqualTo("50");
            assertThat(city.socrata.asked().stream().filter(ROWS))
                    .allMatch(asked -> asked.parameter("$order").equals(":id"));
        }
    }

    @Test
    void rowsThatShareTheLastTimestampCome() {
        try (var city = City.in(folder, Manners.usual().withLargestPage(2))) {
            var time = "2021-01-01T00:00:00.000Z";
            city.has(City.OF_2020, List.of(City.row("a", time, "1-1", "Open", "")));
            city.load("--mode", "full", "--years", "2020");
            var more = new ArrayList<String>();
            for (var number = 1; number <= 9; number++) {
                more.add(City.row("a" + number, time, "1-" + number, "Closed", ""));
            }
            city.has(City.OF_2020, more);
            var ran = city.load("--years", "2020");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(city.one(COUNT)).isEqualTo("9");
        }
    }

    @Test
    void aNewerVersionWinsAlsoOverNullAndWithinOneLoad() {
        try (var city = City.in(folder)) {
            city.has(
                    City.OF_2020,
                    List.of(
                            City.row("a", "2021-01-01T00:00:00.000Z", "1-1", "Open", ""),
                            City.row(
                                    "b",
                                    "2021-01-01T00:00:00.000Z",
                                    "1-2",
                                    "Closed",
                                    "2020-01-02T10:00:00.000"),
                            City.row(
                                    "c",
                                    "2021-01-01T00:00:00.000Z",
                                    "1-2",
                                    "Open",
                                    "2020-01-02T09:00:00.000")));
            city.load("--mode", "full", "--years", "2020");
            assertThat(city.ask("SELECT status FROM city_311.requests ORDER BY srnumber"))
                    .containsExactly("Open", "Closed");
            city.has(
                    City.OF_2020,
                    List.of(City.row("a", "2021-01-02T00:00:00.000Z", "1-1", "Closed", "")));
            var update = city.load("--years", "2020").json();
            assertThat(update.path("updated").asInt()).isEqualTo(1);
            assertThat(city.ask("SELECT status FROM city_311.requests ORDER BY srnumber"))
                    .containsExactly("Closed", "Closed");
        }
    }

    @Test
    void theVeryRowReplacesItselfWhateverItsDatesSay() {
        try (var city = City.in(folder)) {
            city.has(
                    City.OF_2020,
                    List.of(
                            City.row(
                                    "a",
                                    "2021-01-01T00:00:00.000Z",
                                    "1-1",
                                    "Closed",
                                    "2020-05-01T00:00:00.000")));
            city.load("--mode", "full", "--years", "2020");
            city.has(
                    City.OF_2020,
                    List.of(
                            City.row(
                                    "a",
                                    "2021-01-02T00:00:00.000Z",
                                    "1-1",
                                    "Reopened",
                                    "2020-03-01T00:00:00.000"),
                            City.row(
                                    "b",
                                    "2021-01-02T00:00:00.000Z",
                                    "1-1",
                                    "Copied",
                                    "2020-04-01T00:00:00.000")));
            city.load("--years", "2020");
            assertThat(city.one("SELECT status FROM city_311.requests")).isEqualTo("Copied");
        }
    }

    @Test
    void whenOneDataSetFailsNothingOfAnyIsPromoted() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2019, City.rows(5)).has(City.OF_2020, City.rows(9));
            city.socrata.misbehave(
                    asked -> asked.path().contains(City.OF_2020) && asked.isForRows(),
                    new Misdeed.Status(403, Map.of(), "{\"message\":\"no\"}"));
            var ran = city.load("--mode", "full", "--years", "2019,2020");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("403", "no");
            assertThat(city.one(COUNT)).isEqualTo("0");
            assertThat(city.one("SELECT count(*) FROM hopper.load_watermark")).isEqualTo("0");
            assertThat(city.one("SELECT status || ': ' || message FROM city_311.log"))
                    .startsWith("ERROR: FAILURE: Something went wrong in 311: \"");
            assertThat(leftInStaging(city)).isEqualTo("0");
        }
    }

    @Test
    void nothingInAFullLoadIsAFailureAndInUpdatesTheThirdIsAWarning() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(3));
            city.load("--mode", "full", "--years", "2020");
            city.socrata.misbehave(ANY, new Misdeed.EmptyAnswer());
            var full = city.load("--mode", "full", "--years", "2020");
            assertThat(full.exitCode()).isEqualTo(1);
            assertThat(full.err()).contains("expected at least 1 rows, found 0");
            for (var time = 1; time <= 3; time++) {
                var update = city.load("--years", "2020");
                assertThat(update.exitCode()).as(update.err()).isZero();
            }
            assertThat(city.ask("SELECT status FROM city_311.log ORDER BY id"))
                    .containsExactly("INFO", "ERROR", "INFO", "INFO", "WARN");
            assertThat(city.one(COUNT)).isEqualTo("3");
        }
    }

    @Test
    void aDifferenceFromTheSourcesCountIsLookedIntoOnceAndThenFails() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(9));
            city.socrata.misbehave(ROWS, new Misdeed.EmptyAnswer());
            var ran = city.load("--mode", "full", "--years", "2020");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err())
                    .contains(
                            "reads it once more",
                            "expected 9 rows",
                            "found 0",
                            "also when read again");

            city.socrata.behave();
            city.socrata.misbehave(ROWS, new Misdeed.EmptyAnswer(), 1);
            assertThat(city.load("--mode", "full", "--years", "2020").exitCode()).isZero();
            assertThat(city.one(COUNT)).isEqualTo("9");
        }
    }

    @Test
    void rowsThatComeAndGoWhileTheyAreReadAreNoFailure() {
        try (var city = City.in(folder, Manners.usual().withLargestPage(5))) {
            city.has(City.OF_2020, City.rows(20));
            var changed = new AtomicBoolean();
            city.socrata.before(
                    3,
                    ROWS,
                    () -> {
                        changed.set(true);
                        var rows = City.rows(25);
                        rows.remove(1);
                        city.has(City.OF_2020, rows);
                    });
            var ran = city.load("--mode", "full", "--years", "2020");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(changed).isTrue();
            assertThat(ran.json().at("/datasets/2020/watermark").asText())
                    .as("the greatest when the run began")
                    .isEqualTo("2021-01-01T00:00:20.000Z");
        }
    }

    @Test
    void columnsThatCameAreNamedAndThoseThatWentFail() {
        try (var city = City.in(folder)) {
            city.hasText(
                    City.OF_2020,
                    ":id,:updated_at,%s,weather\nrow-a,2021-01-01T00:00:00.000Z,1-1%s,fine\n"
                            .formatted(
                                    String.join(",", Field.header(Set.of(Field.NC)).subList(2, 24)),
                                    ",".repeat(21)));
            var lacking = city.load("--mode", "full", "--years", "2020");
            assertThat(lacking.exitCode()).isEqualTo(1);
            assertThat(lacking.err()).contains("nc", City.OF_2020, "--allow-missing nc");

            var allowed = city.load("--mode", "full", "--years", "2020", "--allow-missing", "nc");
            assertThat(allowed.exitCode()).as(allowed.err()).isZero();
            assertThat(allowed.json().at("/drift/" + City.OF_2020 + "/new/0").asText())
                    .isEqualTo("weather");
            assertThat(allowed.json().at("/drift/" + City.OF_2020 + "/missing/0").asText())
                    .isEqualTo("nc");
        }
    }

    @Test
    void tooManyRejectsFailTheRunAndPromoteNothing() {
        try (var city = City.in(folder)) {
            var rows = City.rows(40);
            for (var number = 0; number < 11; number++) {
                rows.set(number, rows.get(number).replace(",91,", ",abc,"));
            }
            city.has(City.OF_2020, rows);
            var ran = city.load("--mode", "full", "--years", "2020");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("expected at most 10 rejected records");
            assertThat(city.one(COUNT)).isEqualTo("0");

            var taken = city.load("--mode", "full", "--years", "2020", "--max-rejects", "2%");
            assertThat(taken.exitCode()).as(taken.err()).isEqualTo(3);
            assertThat(city.one(COUNT)).isEqualTo("29");
        }
    }

    @Test
    void aSourceThatOverlooksTheConditionIsNotReadForEver() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(9));
            city.socrata.misbehave(
                    ROWS,
                    new Misdeed.Status(
                            200,
                            Map.of("Content-Type", "text/csv"),
                            String.join(",", Field.header(Set.of()))
                                    + "\n"
                                    + String.join("\n", City.rows(9))
                                    + "\n"));
            var ran = city.load("--mode", "full", "--years", "2020");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.err()).contains("overlooks $where");
        }
    }

    @Test
    void anOlderLoadersTableGetsWhatItLacksAndIsMergedInto() {
        try (var city = City.in(folder)) {
            city.execute(
                    "CREATE SCHEMA city_311; CREATE TABLE city_311.requests (id serial PRIMARY KEY,"
                            + " srnumber varchar NOT NULL UNIQUE, requesttype varchar, status varchar,"
                            + " actiontaken varchar, createddate timestamp, updateddate timestamp,"
                            + " servicedate timestamp, closeddate timestamp, requestsource varchar,"
                            + " anonymous varchar, mobileos varchar, owner varchar, nc integer,"
                            + " ncname varchar, policeprecinct varchar, apc varchar, assignto varchar,"
                            + " cd integer, cdmember varchar, address varchar, zipcode varchar,"
                            + " latitude double precision, longitude double precision);"
                            + " INSERT INTO city_311.requests (srnumber, status) VALUES ('1-3', 'Old')");
            city.has(City.OF_2020, City.rows(9));
            var ran = city.load("--mode", "full", "--years", "2020");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("updated").asInt()).isEqualTo(1);
            assertThat(city.one("SELECT status FROM city_311.requests WHERE id = 1"))
                    .isEqualTo("Open");
        }
    }

    static String leftInStaging(City city) {
        return city.one("SELECT count(*) FROM pg_tables WHERE schemaname = 'hopper_staging'");
    }
}
