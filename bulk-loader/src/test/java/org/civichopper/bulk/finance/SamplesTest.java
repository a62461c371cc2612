package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two states, odd in every way that their files are: what must come out is known.
class SamplesTest {

    @TempDir private Path folder;

    @Test
    void bothStatesBringTheRowsThatAreKnown() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            var ran = capitol.loadFrom(Capitol.sample("input"), "tx,mi");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(rows(capitol, "contributions", "true", "contributions.csv"))
                    .isEqualTo(expected("contributions.csv"));
            assertThat(rows(capitol, "reports", "true", "reports.csv"))
                    .isEqualTo(expected("reports.csv"));
            var counts =
                    new JsonMapper().readTree(Capitol.sample("counts.json").toFile()).path("input");
            assertThat(ran.json().path("filtered")).isEqualTo(counts.path("filtered"));
            assertThat(ran.json().path("read").asLong()).isEqualTo(counts.path("read").asLong());
            assertThat(ran.json().at("/tables/contributions/inserted").asLong())
                    .isEqualTo(counts.path("contributions").asLong());
            assertThat(ran.json().at("/tables/reports/inserted").asLong())
                    .isEqualTo(counts.path("reports").asLong());
            assertThat(capitol.leftInStaging()).isEmpty();
        }
    }

    @Test
    void specialReportsAreReadWhereTheyAreAskedFor() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            var ran = capitol.loadFrom(Capitol.sample("input"), "tx", "--include-special");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(rows(capitol, "contributions", "special", "special.csv"))
                    .isEqualTo(expected("special.csv"));
        }
    }

    @Test
    void columnsInAnotherOrderAndOneMoreGiveTheSameRows() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            capitol.loadFrom(Capitol.sample("input"), "tx");
            var ran = capitol.loadFrom(Capitol.sample("input2"), "tx");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(ran.json().path("rejected").asInt()).isEqualTo(1);
            assertThat(capitol.one("SELECT place || ' ' || found FROM hopper.load_reject"))
                    .isEqualTo("contribs_01.csv:24 \"20201341\"");
            assertThat(rows(capitol, "contributions", "true", "contributions.csv"))
                    .isEqualTo(ofTexas(expected("contributions.csv")));
            assertThat(ran.err())
                    .containsOnlyOnce("contribs_##.csv: new columns")
                    .contains("somethingNew");

            var again = capitol.loadFrom(Capitol.sample("input2"), "tx");
            assertThat(again.err()).doesNotContain("new columns");
        }
    }

    @Test
    void theVerySameFilesChangeNothing() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            var first = capitol.loadFrom(Capitol.sample("input"), "tx,mi").json();
            var partition = "SELECT 'campaign_finance.contributions_tx'::regclass::oid";
            var stood = capitol.one(partition);
            var again = capitol.loadFrom(Capitol.sample("input"), "tx,mi").json();
            assertThat(again.path("unchanged").asInt()).isEqualTo(105);
            assertThat(again.path("inserted").asInt()).isZero();
            assertThat(again.path("read")).isEqualTo(first.path("read"));
            assertThat(again.path("filtered")).isEqualTo(first.path("filtered"));
            assertThat(capitol.one(partition)).isEqualTo(stood);
        }
    }

    private static Set<String> ofTexas(Set<String> rows) {
        return new TreeSet<>(rows.stream().filter(row -> row.startsWith("tx|")).toList());
    }

    private static Set<String> rows(Capitol capitol, String table, String which, String like)
            throws IOException, SQLException {
        var columns = Files.readAllLines(Capitol.sample(like)).getFirst();
        var rows = new TreeSet<String>();
        try (var connection = capitol.connect();
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "SELECT %s FROM campaign_finance.%s WHERE %s"
                                        .formatted(columns, table, which))) {
            while (found.next()) {
                var values = new ArrayList<String>();
                for (var column = 1; column <= columns.split(",").length; column++) {
                    var value = found.getString(column);
                    values.add(value == null ? "" : value);
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    private static Set<String> expected(String file) throws IOException {
        var rows = new TreeSet<String>();
        try (var csv = CsvReader.builder().ofCsvRecord(Capitol.sample(file))) {
            List<String> lines =
                    csv.stream().skip(1).map(row -> String.join("|", row.getFields())).toList();
            rows.addAll(lines);
        }
        return rows;
    }
}
