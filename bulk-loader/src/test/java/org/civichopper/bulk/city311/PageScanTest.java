package org.civichopper.bulk.city311;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.source.Bodies;
import org.civichopper.bulk.source.Body;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The quick look at a page and the careful one come to the same rows, whatever stands in it.
class PageScanTest {

    private static final List<String> COLUMNS = Field.header(Set.of());
    private static final int PAGES = 700;
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "",
                    "",
                    "Open",
                    "null",
                    " ",
                    "a,b",
                    "\\N",
                    "\\.",
                    "x\n\\.\ny",
                    "\"",
                    "say \"\"",
                    "two\nlines",
                    "two\r\nlines",
                    "cr\rhere",
                    "\t",
                    "back\\slash",
                    "\u00e4\u20ac",
                    "\u0000",
                    "\u2028",
                    "\ud83d\udc1d");
    private static final List<String> TIMES =
            List.of(
                    "",
                    "2020-01-02T08:43:00.000",
                    "2020-01-02T08:43:00",
                    "2020-02-31T00:00:00.000",
                    "2020-01-02T24:00:00.000",
                    "2020-01-02T23:59:60",
                    "2020-01-02T29:00:00",
                    "0000-01-01T00:00:00",
                    "2020-01-02",
                    "2020-01-02T08:43:00.",
                    "now",
                    "infinity",
                    "9999-12-31T23:59:59.999999",
                    "2020-01-02 08:43:00",
                    "2020-13-01T00:00:00",
                    "10000-01-01T00:00:00");
    private static final List<String> EDITS =
            List.of(
                    "2021-01-01T00:00:00.000Z",
                    "2021-01-01T00:00:00Z",
                    "2021-01-01T00:00:00.123",
                    "2021-01-01T24:00:00.000Z",
                    "2021-01-01T00:00:00.Z",
                    "2021-01-01T00:00:00ZZ",
                    "2021-01-01T00:00:00.1Z5",
                    "2021-02-30T00:00:00.000Z",
                    "2021-01-01",
                    "",
                    "now");
    private static final List<String> WHOLES =
            List.of(
                    "",
                    "91",
                    "19.0",
                    "-",
                    "-5",
                    "+5",
                    "007",
                    "2147483647",
                    "2147483648",
                    "999999999",
                    "abc",
                    "1e2",
                    "5-",
                    " 7",
                    "19.5",
                    "99999999999999999999");
    private static final List<String> NUMBERS =
            List.of(
                    "",
                    "34.1",
                    "-118.4",
                    ".",
                    "-",
                    "5.",
                    ".5",
                    "-.5",
                    "1.2.3",
                    "NaN",
                    "Infinity",
                    "1e400",
                    "1e-400",
                    "0e5",
                    "n/a",
                    " 1",
                    "0x10",
                    "1d",
                    "--1");

    @TempDir private Path folder;

    private final Random random = new Random(311);

    @Test
    void whatIsPlainIsTheSameAsReadCarefully() throws Exception {
        try (var city = City.in(folder);
                var connection = city.connect()) {
            connection.setAutoCommit(false);
            var staging = new Staging(1, Set.of());
            staging.make(connection, List.of(slice()));
            connection.commit();
            var plain = 0;
            for (var number = 0; number < PAGES; number++) {
                plain += agrees(connection, staging, page()) ? 1 : 0;
            }
            assertThat(plain).isBetween(PAGES / 5, PAGES * 9 / 10);
        }
    }

    private boolean agrees(Connection connection, Staging staging, byte[] page) throws Exception {
        var shown = new String(page, StandardCharsets.UTF_8);
        var body = Bodies.of(page, random.nextBoolean() ? page.length + 1 : 1 + random.nextInt(40));
        var scan = PageScan.of(body, COLUMNS);
        var careful = CarefulPage.read(body, COLUMNS, "rq3b-xjk8");
        staging.copy(connection, loaded(), careful);
        var expected = rows(connection);
        assertThat(expected.size() + careful.rejects().size())
                .as(shown)
                .isEqualTo(Math.toIntExact(careful.records()));
        connection.rollback();
        if (!scan.isPlain() || !taken(connection, staging, body)) {
            return false;
        }
        assertThat(rows(connection)).as(shown).isEqualTo(expected);
        connection.rollback();
        assertThat(careful.rejects()).as(shown).isEmpty();
        assertThat(scan.records()).as(shown).isEqualTo(careful.records());
        assertThat(scan.lastId()).as(shown).isEqualTo(careful.lastId());
        assertThat(scan.lastUpdated()).as(shown).isEqualTo(careful.lastUpdated());
        return true;
    }

    // A page whose bytes are plain can still hold the 31st of February: the loader reads it again.
    private static boolean taken(Connection connection, Staging staging, Body body)
            throws SQLException {
        try {
            staging.copy(connection, loaded(), body);
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).startsWith("22");
            connection.rollback();
            return false;
        }
    }

    private static List<String> rows(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT l::text FROM hopper_staging.load_1 l ORDER BY 1")) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static Slice slice() {
        return new Slice(
                "2020",
                "rq3b-xjk8",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                100);
    }

    private static LoadSlice loaded() {
        return new LoadSlice(1, "2020", 1, slice().json(), LoadCounts.NONE);
    }

    // Most pages have at most one strange field, so that most of them are plain.
    private byte[] page() {
        var page = new ByteArrayOutputStream();
        var end = random.nextInt(3) == 0 ? "\r\n" : "\n";
        var strange = random.nextInt(4) == 0 ? 0.02 : random.nextInt(3) == 0 ? 0.002 : 0;
        write(page, String.join(",", COLUMNS) + (random.nextInt(50) == 0 ? "" : end));
        var count = random.nextInt(12) == 0 ? 0 : random.nextInt(1, 12);
        for (var number = 0; number < count; number++) {
            var columns = new ArrayList<>(COLUMNS);
            if (random.nextDouble() < strange) {
                columns.removeLast();
            }
            var separator = "";
            for (var column : columns) {
                write(page, separator);
                write(page, written(value(column, number, strange)));
                if (random.nextDouble() < strange / 8) {
                    page.write(random.nextBoolean() ? 0xff : random.nextInt(256));
                }
                separator = ",";
            }
            if (number < count - 1 || random.nextInt(4) > 0) {
                write(page, random.nextDouble() < strange ? "\n\n" : end);
            }
        }
        return page.toByteArray();
    }

    private String value(String column, int number, double strange) {
        var isStrange = random.nextDouble() < strange;
        if (column.equals(":id")) {
            return isStrange
                    ? one(List.of("", "row-\u00e4", "x".repeat(70), "row'q"))
                    : "row-" + number;
        }
        if (column.equals(":updated_at")) {
            return isStrange ? one(EDITS) : EDITS.get(random.nextInt(3));
        }
        var field = Field.of(column).orElseThrow();
        if (field == Field.SRNUMBER) {
            return isStrange ? "" : "1-" + number;
        }
        return switch (field.type) {
            case TEXT -> isStrange ? one(TEXTS) : TEXTS.get(random.nextInt(8));
            case TIMESTAMP -> isStrange ? one(TIMES) : TIMES.get(random.nextInt(3));
            case INTEGER -> isStrange ? one(WHOLES) : WHOLES.get(random.nextInt(2));
            case DOUBLE -> isStrange ? one(NUMBERS) : NUMBERS.get(random.nextInt(3));
        };
    }

    private String one(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String written(String value) {
        var needsQuotes = value.matches("(?s).*[,\"\r\n].*");
        return needsQuotes || random.nextInt(3) == 0
                ? '"' + value.replace("\"", "\"\"") + '"'
                : value;
    }

    private static void write(ByteArrayOutputStream page, String text) {
        page.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageWithoutRowsHasItsHeader() {
        var header = String.join(",", COLUMNS);
        for (var page : List.of(header, header + "\n", header + "\r\n")) {
            var scan = PageScan.of(Bodies.of(page.getBytes(StandardCharsets.UTF_8), 7), COLUMNS);
            assertThat(scan.header()).isEqualTo(COLUMNS);
            assertThat(scan.records()).isZero();
        }
    }

    @Test
    void theRestOfABrokenRowIsNotTakenForTheLast() throws Exception {
        var page =
                String.join(",", COLUMNS)
                        + "\n"
                        + City.row(1)
                        + "\n"
                        + City.row(2).replace("Bulky Items", "Bulky\nItems")
                        + "\n";
        var careful =
                CarefulPage.read(
                        Bodies.of(page.getBytes(StandardCharsets.UTF_8), 99), COLUMNS, "rq3b-xjk8");
        assertThat(careful.lastId()).isEqualTo("row-0002");
        assertThat(careful.records()).isEqualTo(3);
        assertThat(careful.rejects()).hasSize(2);
    }

    @Test
    void aFieldWithoutAnEndIsNoRecordAndNoStackTrace() {
        var page = String.join(",", COLUMNS) + "\nrow-1,\"" + "x".repeat(17 << 20);
        assertThatThrownBy(() ->
                        CarefulPage.read(
                                Bodies.of(page.getBytes(StandardCharsets.UTF_8), 1 << 18),
                                COLUMNS,
                                "rq3b-xjk8"))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "nc, 19.0, 19",
        "nc, 2147483647, 2147483647",
        "nc, -2147483648, -2147483648",
        "nc, 2147483648,",
        "nc, 19.5,",
        "nc, 1e2,",
        "nc, abc,",
        "createddate, 2020-02-29T00:00:00.000, 2020-02-29T00:00:00.000",
        "createddate, 2020-02-31T00:00:00.000,",
        "createddate, 2020-01-01T24:00:00.000,",
        "createddate, 0000-01-01T00:00:00.000,",
        "createddate, now,",
        "createddate, infinity,",
        "latitude, 34.1, 34.1",
        "latitude, NaN,",
        "latitude, Infinity,",
        "latitude, 1e400,",
        "latitude, 1e-400,",
        "latitude, 0e-400, 0e-400",
        "latitude, n/a,",
        "latitude, 0x10,",
        "status, null, null",
    })
    void aValueIsWhatItsColumnTakes(String column, String text, String written) {
        var value = Value.of(column, text);
        if (written == null) {
            assertThat(value).isInstanceOf(Value.Wrong.class);
        } else {
            assertThat(value).isEqualTo(new Value.Of(written));
        }
    }
}
