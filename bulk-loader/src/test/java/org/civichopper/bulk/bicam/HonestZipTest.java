package org.civichopper.bulk.bicam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a zip may hold, and what a load says then: tables that stand are left alone.
class HonestZipTest {

    private static final String COUNT = "SELECT count(*) FROM bicam.members";

    @TempDir private Path folder;

    // With three members that stand.
    private Congress standing() {
        var congress = Congress.in(folder).types("members", "members", "congress", "integer");
        assertThat(congress.has("members", Congress.members(3)).load("members").exitCode())
                .isZero();
        return congress;
    }

    private static void assertRefused(Congress congress, String... said) {
        var ran = congress.load("members");

        assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(1);
        assertThat(ran.error()).contains(said);
        assertThat(ran.json().path("status").asText()).isEqualTo("failed");
        assertThat(congress.one(COUNT)).isEqualTo("3");
        assertThat(congress.leftOfRuns()).isEmpty();
    }

    @Test
    void aBodyThatIsCutIsRefused() {
        try (var congress = standing()) {
            var zip = Congress.members(5);
            congress.has("members", zip).write("members", Arrays.copyOf(zip, zip.length - 9));

            assertRefused(congress, "expected bicam_members.zip of " + zip.length + " bytes");
        }
    }

    @Test
    void anotherBodyOfTheSameLengthIsRefused() {
        try (var congress = standing()) {
            var zip = Congress.members(5);
            var other = zip.clone();
            other[zip.length / 2] ^= 1;
            congress.has("members", zip).write("members", other);

            assertRefused(congress, "with sha256", "as in the manifest, found");
        }
    }

    @Test
    void theBodyOfAnotherDataSetIsRefused() {
        try (var congress = standing()) {
            congress.has("members", Congress.members(5));
            congress.entry("members").remove("size");
            congress.writeManifest().write("members", Congress.zip("treaties.csv", "id\nT1\n"));

            assertRefused(congress, "with sha256");
        }
    }

    @Test
    void oneOfSeveralThatIsRefusedKeepsAllFromSight() {
        try (var congress = standing()) {
            congress.has("members", Congress.members(5))
                    .has("treaties", Congress.zip("treaties.csv", "id\nT1\n"))
                    .write("treaties", Congress.members(1));

            var ran = congress.load("members,treaties");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("treaties: expected");
            assertThat(congress.one(COUNT)).isEqualTo("3");
        }
    }

    @Test
    void aMemberWhoseNameLeadsElsewhereIsPassedOver() {
        try (var congress = standing()) {
            congress.has(
                    "members",
                    Congress.zip(
                            Congress.files(
                                    "../evil.csv", "a\n1\n",
                                    "/tmp/evil.csv", "a\n1\n",
                                    "..\\evil.csv", "a\n1\n",
                                    "C:\\evil.csv", "a\n1\n",
                                    "__MACOSX/._members.csv", "?",
                                    "below/members.csv", "id,congress\nM1,118.0\n",
                                    "notes.txt", "x")));

            var ran = congress.load("members", "--max-shrink", "90%");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.err()).contains("passes over the member ../evil.csv");
            assertThat(congress.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'bicam'"))
                    .containsExactly("members");
            assertThat(congress.one(COUNT)).isEqualTo("1");
        }
    }

    @Test
    void aFileOfTheManifestThatOnlyStandsElsewhereIsMissing() {
        try (var congress = standing()) {
            congress.requires("members", "members.csv", "members_terms.csv")
                    .has(
                            "members",
                            Congress.zip(
                                    Congress.files(
                                            "members.csv", "id\nM1\n",
                                            "../members_terms.csv", "id\nM1\n")));

            assertRefused(congress, "found none named members_terms.csv");
        }
    }

    @Test
    void twoMembersOfOneNameAreNotOneTable() {
        try (var congress = standing()) {
            congress.has(
                    "members",
                    Congress.zip(
                            Congress.files(
                                    "a/members.csv", "id\n1\n", "b/members.csv", "id\n2\n")));

            assertRefused(congress, "found a second members.csv");
        }
    }

    @Test
    void whatIsNoZipAndWhatHoldsNoTablesIsRefused() {
        try (var congress = standing()) {
            congress.has("members", "not a zip at all".getBytes(StandardCharsets.UTF_8));
            assertRefused(congress, "expected a zip of csv files");

            congress.has("members", Congress.zip("README", "nothing"));
            assertRefused(congress, "expected a zip of csv files, found: none");

            congress.has("members", Congress.zip("members.csv", "id,congress\n"));
            assertRefused(congress, "expected rows, found none");
        }
    }

    @Test
    void aBombIsDefused() throws IOException {
        try (var congress = standing()) {
            congress.has("members", bomb(80 << 20));

            assertRefused(congress, "expected at most 600 times its packed size");
        }
    }

    // Repeats a line without end.
    private static byte[] bomb(int size) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(9);
            zip.putNextEntry(new ZipEntry("members.csv"));
            zip.write("id,speech\n".getBytes(StandardCharsets.UTF_8));
            var lines =
                    ("M1," + "aye ".repeat(1 << 14) + "\n")
                            .repeat(16)
                            .getBytes(StandardCharsets.UTF_8);
            for (var written = 0; written < size; written += lines.length) {
                zip.write(lines);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void membersThatShareTheirBytesAreDefused() {
        try (var congress = standing()) {
            congress.has("members", overlapping());

            assertRefused(congress, "members of ");
        }
    }

    // Its directory has ten names for the same bytes.
    private static byte[] overlapping() {
        var names = new String[20];
        for (var at = 0; at < 10; at++) {
            names[2 * at] = "table_" + at + ".csv";
            names[2 * at + 1] = at == 0 ? noise() : "";
        }
        var zip = Congress.zip(Congress.files(names));
        var first = directory(zip, "table_0.csv");
        for (var at = 1; at < 10; at++) {
            System.arraycopy(zip, first + 16, zip, directory(zip, "table_" + at + ".csv") + 16, 12);
            System.arraycopy(zip, first + 42, zip, directory(zip, "table_" + at + ".csv") + 42, 4);
        }
        return zip;
    }

    private static String noise() {
        var random = new Random(1);
        var csv = new StringBuilder("id\n");
        for (var row = 0; row < 20_000; row++) {
            csv.append(random.nextLong()).append('\n');
        }
        return csv.toString();
    }

    private static int directory(byte[] zip, String name) {
        var text = new String(zip, StandardCharsets.ISO_8859_1);
        return text.lastIndexOf(name) - 46;
    }

    @Test
    void textsOfSeveralMegabytesComeWhole() {
        try (var congress = standing()) {
            var text = "He said \"\"aye\"\",\\N\n\tÜber\r\n".repeat(250_000); // 7 MB
            congress.has(
                    "members",
                    Congress.zip(
                            "members.csv",
                            "id,congress,speech\nM1,118.0,\"%s\"\nM2,118,\nM3,,x\n"
                                    .formatted(text)));

            var ran = congress.load("members");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(
                            congress.one(
                                    "SELECT md5(speech) || length(speech) FROM bicam.members WHERE id = 'M1'"))
                    .isEqualTo(md5(text.replace("\"\"", "\"")));
            assertThat(congress.one("SELECT count(*) FROM bicam.members WHERE speech IS NULL"))
                    .isEqualTo("1");
        }
    }

    private static String md5(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest) + text.length();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void valuesThatDoNotFitAreSetAsideWithFileAndLine() {
        try (var congress = Congress.in(folder)) {
            for (var type :
                    Map.of(
                                    "n", "integer",
                                    "b", "boolean",
                                    "d", "date",
                                    "t", "timestamp",
                                    "z", "timestamptz",
                                    "x", "numeric")
                            .entrySet()) {
                congress.types("members", "members", type.getKey(), type.getValue());
            }
            congress.has(
                    "members",
                    Congress.zip(
                            "members.csv",
                            """
                            id,n,b,d,t,z,x
                            M1,118.0,True,2023-01-31,2023-01-31 12:00:00,2023-01-31T12:00:00+02:00,2.5
                            M2,118,False,2024-02-29 00:00:00+00:00,2023-01-31,2023-01-31 12:00:00.123456,-1e3
                            M3,,,,,,
                            "M4
                            of two lines",118.5,,,,,
                            M5,9223372036854775808,,,,,
                            M6,,yes,,,,
                            M7,,,2023-02-29,,,
                            M8,,,2023-02-28 12:00:00,,,
                            M9,,,,2023-01-31 12:00:00+02:00,,
                            M10,,,,,2023-01-31 24:00:00,
                            M11,,,,,,nan
                            M12,1
                            M13,1,,,,,,8
                            M14,-9223372036854775808,,,,,
                            M15,1e+2,,,,,
                            M16,-0.0,1.0,0001-01-01,1999-12-31T23:59:59.9999996,1969-07-20 20:17-04:30,-12345.6789000
                            M17,0,0,9999-12-31,2000-01-01 00:00:00Z,2000-01-01 00:00:00.1+0130,0.00012
                            M18,,,,,,123400000.05
                            M19,,,,,,0
                            M20,,,,,,3E+9
                            """));

            var ran = congress.load("members");

            assertThat(ran.exitCode()).as(ran.out()).isEqualTo(3);
            assertThat(congress.ask("SELECT to_jsonb(m)::text FROM bicam.members m ORDER BY id"))
                    .containsExactly(
                            row(
                                    "M1",
                                    "118",
                                    "true",
                                    "\"2023-01-31\"",
                                    "\"2023-01-31T12:00:00\"",
                                    "\"2023-01-31T10:00:00+00:00\"",
                                    "2.5"),
                            row(
                                    "M14",
                                    "-9223372036854775808",
                                    "null",
                                    "null",
                                    "null",
                                    "null",
                                    "null"),
                            row("M15", "100", "null", "null", "null", "null", "null"),
                            row(
                                    "M16",
                                    "0",
                                    "true",
                                    "\"0001-01-01\"",
                                    "\"2000-01-01T00:00:00\"",
                                    "\"1969-07-21T00:47:00+00:00\"",
                                    "-12345.6789000"),
                            row(
                                    "M17",
                                    "0",
                                    "false",
                                    "\"9999-12-31\"",
                                    "\"2000-01-01T00:00:00\"",
                                    "\"1999-12-31T22:30:00.1+00:00\"",
                                    "0.00012"),
                            row("M18", "null", "null", "null", "null", "null", "123400000.05"),
                            row("M19", "null", "null", "null", "null", "null", "0"),
                            row(
                                    "M2",
                                    "118",
                                    "false",
                                    "\"2024-02-29\"",
                                    "\"2023-01-31T00:00:00\"",
                                    "\"2023-01-31T12:00:00.123456+00:00\"",
                                    "-1000"),
                            row("M20", "null", "null", "null", "null", "null", "3000000000"),
                            row("M3", "null", "null", "null", "null", "null", "null"));
            assertThat(
                            congress.ask(
                                    "SELECT concat_ws(' ', place, expected, found) FROM hopper.load_reject ORDER BY split_part(place, ':', 2)::int"))
                    .containsExactly(
                            "members.csv:5 n: an integer, as 118 or 118.0 \"118.5\"",
                            "members.csv:7 n: an integer, as 118 or 118.0 \"9223372036854775808\"",
                            "members.csv:8 b: True or False \"yes\"",
                            "members.csv:9 d: a date, as 2023-01-31 \"2023-02-29\"",
                            "members.csv:10 d: a date, as 2023-01-31 \"2023-02-28 12:00:00\"",
                            "members.csv:11 t: a time, as 2023-01-31 12:00:00 \"2023-01-31 12:00:00+02:00\"",
                            "members.csv:12 z: a time, as 2023-01-31 12:00:00+00:00 \"2023-01-31 24:00:00\"",
                            "members.csv:13 x: a number, as 2.5 \"nan\"",
                            "members.csv:14 7 fields, as in the header 2 fields",
                            "members.csv:15 7 fields, as in the header 8 fields");
        }
    }

    private static String row(
            String id, String n, String b, String d, String t, String z, String x) {
        return "{\"b\": %s, \"d\": %s, \"n\": %s, \"t\": %s, \"x\": %s, \"z\": %s, \"id\": \"%s\"}"
                .formatted(b, d, n, t, x, z, id);
    }

    @Test
    void textThatIsNoTextIsSetAside() {
        try (var congress = standing()) {
            var csv = new ByteArrayOutputStream();
            for (var line :
                    List.of(
                            "id,congress\n",
                            "fine \u00fc\u20ac\ud83d\ude00,1\n",
                            "nul \u0000,1\n",
                            "latin \u00fc,1\n",
                            "last,1\n")) {
                var charset =
                        line.startsWith("latin")
                                ? StandardCharsets.ISO_8859_1
                                : StandardCharsets.UTF_8;
                csv.writeBytes(line.getBytes(charset));
            }
            congress.has("members", Congress.zip(Map.of("members.csv", csv.toByteArray())));

            var ran = congress.load("members", "--max-shrink", "50%");

            assertThat(ran.exitCode()).as(ran.out()).isEqualTo(3);
            assertThat(congress.ask("SELECT id FROM bicam.members ORDER BY id"))
                    .containsExactly("fine \u00fc\u20ac\ud83d\ude00", "last");
            assertThat(congress.ask("SELECT place FROM hopper.load_reject ORDER BY place"))
                    .containsExactly("members.csv:3", "members.csv:4");
        }
    }

    @Test
    void aReturnAtTheEndOfALineIsALetterWhereLinesEndWithoutOne() {
        try (var congress = standing()) {
            congress.has(
                            "members",
                            Congress.zip(
                                    Congress.files(
                                            "members.csv", "congress,id\n1,M1\r\n2,M2\n3,M3\n",
                                            "others.csv", "congress,id\r\n1,M1\r\n")))
                    .load("members");

            assertThat(congress.one("SELECT id FROM bicam.members WHERE congress = 1"))
                    .isEqualTo("M1\r");
            assertThat(congress.one("SELECT id FROM bicam.others")).isEqualTo("M1");
        }
    }

    @Test
    void headersThatNameNoColumnsAreRefused() {
        try (var congress = standing()) {
            congress.has("members", Congress.zip("members.csv", "id,id\n1,2\n"));
            assertRefused(congress, "members.csv: expected each column once, found id");

            congress.has("members", Congress.zip("members.csv", ",id\n1,2\n"));
            assertRefused(congress, "found \"\"");

            congress.has("members", Congress.zip("members.csv", ""));
            assertRefused(congress, "members.csv: expected");
        }
    }

    @Test
    void aZipOfZipsBringsTheTablesOfAllWithTheTypesOfAny() {
        try (var congress = standing()) {
            congress.requires("treaties", "treaties.csv")
                    .has("treaties", Congress.zip("treaties.csv", "id\nT1\n"))
                    .has(
                            "complete",
                            Congress.zip(
                                    Map.of(
                                            "bicam/bicam_members.zip", Congress.members(7),
                                            "bicam/bicam_treaties.zip",
                                                    Congress.zip("treaties.csv", "id\nT1\nT2\n"))));

            var ran = congress.load("complete");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.count("inserted")).isEqualTo(9);
            assertThat(congress.one("SELECT sum(congress) FROM bicam.members"))
                    .isEqualTo("" + 7 * 118);
            assertThat(congress.one("SELECT count(*) FROM bicam_previous.members")).isEqualTo("3");

            congress.has(
                    "complete",
                    Congress.zip(
                            Map.of("bicam_treaties.zip", Congress.zip("other.csv", "id\nT1\n"))));
            var lacking = congress.load("complete");

            assertThat(lacking.exitCode()).isEqualTo(1);
            assertThat(lacking.error()).contains("found none named treaties.csv");
        }
    }

    @Test
    void theDiskIsLookedAtFirst() throws IOException {
        try (var congress = standing()) {
            congress.has("members", Congress.members(5))
                    .entry("members")
                    .put("extracted_size_mb", 1_000_000_000_000L);
            congress.writeManifest();

            assertRefused(
                    congress, "space: expected 1,000,000,000,000 MB on", "MB free", "--cache");
            assertThat(congress.load("members", "--force").exitCode()).isZero();
            assertThat(Files.exists(folder.resolve("cache"))).isFalse();
        }
    }

    @Test
    void fewerRowsThanMayBeAreNotPromoted() {
        try (var congress = standing()) {
            congress.has("members", Congress.members(2));
            assertRefused(congress, "table bicam.members: expected at least 3 of the 3 rows");

            var ran =
                    congress.has("members", Congress.members(5)).load("members", "--min-rows", "6");
            assertThat(ran.error()).contains("expected at least 6 rows (--min-rows), found 5");
        }
    }
}
