package org.civichopper.localcloud.socrata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventedRequestsTest {

    private static final InventedRequests SOME = new InventedRequests(2020, 5000, 7);

    @TempDir private Path folder;

    private static Map<String, String> field(Rows rows, RowReader reader, int row) {
        var fields = new HashMap<String, String>();
        reader.at(row);
        for (int i = 0; i < rows.header().size(); i++) {
            fields.put(rows.header().get(i), reader.text(i).orElse(""));
        }
        return fields;
    }

    private List<Map<String, String>> read(Path csv) {
        var rows = Rows.of(DataSet.of("abcd-1234", "2020", csv), Optional.empty());
        var reader = new RowReader(rows);
        return IntStream.range(0, rows.count()).mapToObj(row -> field(rows, reader, row)).toList();
    }

    private Path written(String file, InventedRequests requests) {
        var csv = folder.resolve(file);
        requests.write(csv, rows -> {});
        return csv;
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherOneOthers() throws Exception {
        var first = written("first.csv", new InventedRequests(2020, 500, 7));
        var same = written("same.csv", new InventedRequests(2020, 500, 7));
        var other = written("other.csv", new InventedRequests(2020, 500, 8));
        assertThat(first).hasSameBinaryContentAs(same);
        assertThat(Files.mismatch(first, other)).isNotEqualTo(-1);
    }

    @Test
    void everyRowHasAllFieldsAndAnIdOfItsOwn() throws Exception {
        var csv = written("some.csv", SOME);
        for (var line : Files.readAllLines(csv)) {
            var outside = line.replaceAll("\"[^\"]*\"", "");
            assertThat(outside.chars().filter(letter -> letter == ',')).as(line).hasSize(24);
        }
        assertThat(read(csv))
                .hasSize(5000)
                .extracting(row -> row.get(":id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void mostRowsAreInOrderAndAFewAreWrongByRule() {
        var rows = read(written("some.csv", SOME));
        assertThat(rows)
                .allSatisfy(row -> {
                    assertThat(LocalDateTime.parse(row.get("createddate"))).hasYear(2020);
                    assertThat(Integer.parseInt(row.get("nc"))).isBetween(1, 200);
                    assertThat(row.get("closeddate").isEmpty())
                            .isEqualTo(!row.get("status").equals("Closed"));
                });
        assertThat(rows.stream().filter(InventedRequestsTest::isInTheCity).count())
                .isBetween(4970L, 4999L);
        assertThat(rows.stream().filter(row -> row.get("latitude").equals("0.0"))).isNotEmpty();
        assertThat(rows.stream().filter(row -> row.get("servicedate").startsWith("3020")))
                .isNotEmpty();
        assertThat(rows.stream().filter(row -> row.get("address").startsWith("UNIT \"")))
                .isNotEmpty();
        assertThat(rows.stream().map(row -> row.get("srnumber")).distinct().count())
                .isBetween(4985L, 4999L);
    }

    private static boolean isInTheCity(Map<String, String> row) {
        if (row.get("latitude").isEmpty()) {
            return false;
        }
        double latitude = Double.parseDouble(row.get("latitude"));
        double longitude = Double.parseDouble(row.get("longitude"));
        return latitude > 33.2 && latitude < 34.9 && longitude > -119.2 && longitude < -117.2;
    }

    @Test
    void editedRowsAreLaterThanAllAndTheOthersStay() {
        var before = read(written("before.csv", SOME));
        var csv = folder.resolve("after.csv");
        SOME.writeEdited(csv, 0.01, rows -> {});
        var after = read(csv);
        var last = before.stream().map(row -> row.get(":updated_at")).max(String::compareTo);
        var edited =
                IntStream.range(0, before.size())
                        .filter(i -> !before.get(i).equals(after.get(i)))
                        .mapToObj(after::get)
                        .toList();
        assertThat(after).hasSize(5005);
        assertThat(edited)
                .hasSizeBetween(30, 70)
                .allSatisfy(row -> {
                    assertThat(row.get(":updated_at")).isGreaterThan(last.orElseThrow());
                    assertThat(row.get("status")).isEqualTo("Closed");
                });
        assertThat(after.stream().map(row -> row.get(":id")).limit(before.size()))
                .containsExactlyElementsOf(before.stream().map(row -> row.get(":id")).toList());
    }

    @Test
    void progressCountsTheRows() {
        var told = new ArrayList<Long>();
        new InventedRequests(2020, 15_000, 7).write(folder.resolve("some.csv"), told::add);
        assertThat(told).containsExactly(10_000L, 15_000L);
    }
}
