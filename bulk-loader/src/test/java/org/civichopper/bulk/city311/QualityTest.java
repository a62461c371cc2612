package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Rows that break a rule of quality, where such rows are rejected.
@Execution(ExecutionMode.CONCURRENT)
class QualityTest {

    private static final String[] REJECT = {
        "--mode", "full", "--years", "2020", "--quality", "reject"
    };

    @TempDir private Path folder;

    @Test
    void rejectsAboveTheCapFailTheRunAndAreKeptToBeLookedAt() {
        try (var city = City.in(folder).has(City.OF_2020, rows(12))) {
            var ran = city.load(REJECT);
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.json().path("error").asText())
                    .contains("found 12", "hopper load runs show 1 --rejects");
            assertThat(ran.json().path("rejected").asInt()).isEqualTo(12);
            assertThat(city.one("SELECT count(*) FROM city_311.requests")).isEqualTo("0");
            assertThat(city.one("SELECT count(*) FROM hopper.load_watermark")).isEqualTo("0");
            assertThat(city.hopper("load", "runs", "show", "1", "--rejects").out())
                    .contains("row-0012", "position");
            assertThat(city.one("SELECT count(*) FROM hopper.load_reject")).isEqualTo("12");
        }
    }

    @Test
    void rejectsBelowTheCapAreCountedOnce() {
        try (var city = City.in(folder).has(City.OF_2020, rows(10))) {
            var ran = city.load(REJECT);
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(ran.json().path("rejected").asInt()).isEqualTo(10);
            assertThat(ran.json().path("flagged").asInt()).isZero();
            assertThat(ran.json().path("inserted").asInt()).isEqualTo(25);
            assertThat(ran.json().at("/datasets/2020/rejected").asInt()).isEqualTo(10);
        }
    }

    private static List<String> rows(int outside) {
        var rows = new ArrayList<>(City.rows(35));
        rows.replaceAll(row -> rows.indexOf(row) < outside ? row.replace("34.1", "44.1") : row);
        return rows;
    }
}
