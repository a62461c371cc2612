package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civichopper.localcloud.socrata.Misdeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Standard output holds one JSON object and nothing else, the exit code says the rest, and the
/// token is in neither.
class ManneredOutputTest {

    private static final String SECRET = "sesame91opens";

    @TempDir private Path folder;

    private static final List<String> WRONG =
            List.of(
                    "--years 1999",
                    "--mode sideways",
                    "--mode update --reset",
                    "--workers 0",
                    "--min-rows -1",
                    "--max-shrink 120%",
                    "--retry-for 5",
                    "--since yesterday",
                    "--allow-missing colour",
                    "--datasets 2027=x",
                    "--post ftp://host/",
                    "--page-size 0",
                    "--resume --fresh",
                    "--what",
                    "--schema bad;name",
                    "--timeout 0s",
                    "--mode full --since 2026-01-01",
                    "--deletions mark");

    @Test
    void wrongUsageIs2AndLeavesStandardOutputEmpty() {
        try (var city = City.in(folder)) {
            for (var arguments : WRONG) {
                var ran = city.load(arguments.split(" "));
                assertThat(ran.exitCode()).as(arguments + ran.err()).isEqualTo(2);
                assertThat(ran.out()).as(arguments).isEmpty();
                assertThat(ran.err()).isNotBlank().doesNotContain("\tat ");
            }
        }
    }

    @Test
    void anUnknownYearNamesTheKnown() {
        try (var city = City.in(folder)) {
            assertThat(city.load("--years", "1999").err()).contains("2015, 2016", "2026", "1999");
        }
    }

    @Test
    void brokenTomlIs2WithItsLine() throws IOException {
        var file = Files.writeString(folder.resolve("c.toml"), "mode = \"full\"\nyears = [\n=");
        try (var city = City.in(folder)) {
            var ran = city.load("--config", file.toString());
            assertThat(ran.exitCode()).isEqualTo(2);
            assertThat(ran.err()).contains("line ");
            assertThat(ran.out()).isEmpty();
        }
    }

    @Test
    void aSourceThatIsDownIs75AndOneThatRefusesIs1() {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(3));
            city.socrata.misbehave(_ -> true, Misdeed.internalError());
            var paused = city.load("--mode", "full", "--years", "2020", "--retry-for", "1s");
            assertThat(paused.exitCode()).as(paused.err()).isEqualTo(75);
            assertThat(paused.json().path("status").asText()).isEqualTo("paused");
            assertThat(paused.json().path("error").asText()).contains("500");
            city.socrata.behave();
            city.socrata.misbehave(_ -> true, new Misdeed.Status(403, Map.of(), "go away"));
            var failed = city.load("--mode", "full", "--years", "2020", "--fresh");
            assertThat(failed.exitCode()).as(failed.err()).isEqualTo(1);
            assertThat(failed.json().path("error").asText()).contains("403", "go away");
        }
    }

    @Test
    void theTokenIsInNoOutputAndNoRow() throws Exception {
        try (var city = City.in(folder)) {
            city.has(City.OF_2020, City.rows(3));
            city.load("--mode", "full", "--years", "2020");
            city.socrata.misbehave(
                    _ -> true,
                    new Misdeed.Status(200, Map.of("Content-Type", "application/json"), SECRET));
            var ran = child(city, Map.of("SOCRATA_APP_TOKEN", SECRET));
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
            assertThat(ran.json().path("status").asText()).isEqualTo("failed");
            assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
            for (var table :
                    List.of(
                            "load_run",
                            "load_slice",
                            "load_reject",
                            "load_watermark",
                            "load_quota")) {
                assertThat(city.ask("SELECT t::text FROM hopper." + table + " t"))
                        .noneMatch(row -> row.contains(SECRET));
            }
            assertThat(city.ask("SELECT l::text FROM city_311.log l"))
                    .noneMatch(row -> row.contains(SECRET));
        }
    }

    @Test
    void aTokenThatNoHeaderCarriesIs2AndNotShown() throws Exception {
        try (var city = City.in(folder)) {
            var ran = child(city, Map.of("SOCRATA_APP_TOKEN", SECRET + "\nX-Other: y"));
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(2);
            assertThat(ran.out() + ran.err()).doesNotContain(SECRET);
        }
    }

    // The environment of this process cannot be set.
    private City.Ran child(City city, Map<String, String> environment) throws Exception {
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var process =
                new ProcessBuilder(command(city))
                        .redirectOutput(out)
                        .redirectError(err)
                        .directory(folder.toFile());
        process.environment().put("DATABASE_URL", city.url());
        process.environment().putAll(environment);
        var code = process.start().waitFor();
        return new City.Ran(code, text(out), text(err));
    }

    private static List<String> command(City city) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        words.add(System.getProperty("java.class.path"));
        words.addAll(
                List.of("org.civichopper.bulk.LoaderCommand", "load", "311", "--mode", "full"));
        words.addAll(List.of("--years", "2020", "--source", city.socrata.url(), "--json"));
        return words;
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath());
    }
}
