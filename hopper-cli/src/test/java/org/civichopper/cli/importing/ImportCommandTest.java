package org.civichopper.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final String BAD = "de/bill_00bad.json";
    private static String databaseUrl;

    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir private Path data;

    @BeforeAll
    static void prepareDatabase() {
        databaseUrl = TestDatabases.fresh();
    }

    @BeforeEach
    void writeScrape() {
        DelawareScrape.write(DelawareScrape.documents(), data);
    }

    @Test
    void aSoundScrapeIsImportedAndCounted() throws Exception {
        var fresh = TestDatabases.fresh();

        assertThat(execute("import", "--json", "--database-url", fresh, data.toString())).isZero();

        var json = new JsonMapper().readTree(printed.toString());
        assertThat(json.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "jurisdiction",
                        "organization",
                        "bill",
                        "vote_event",
                        "event",
                        "parked",
                        "quality",
                        "seconds");
        assertThat(json.path("bill").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("insert", "update", "noop", "rejected", "superseded");
        assertThat(json.at("/bill/insert").intValue()).isEqualTo(DelawareScrape.BILLS);
        assertThat(json.at("/vote_event/insert").intValue()).isEqualTo(DelawareScrape.VOTES);
        assertThat(json.path("parked").intValue()).isZero();
        assertThat(json.path("seconds").isNumber()).isTrue();
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void whatWaitsIsCounted() throws Exception {
        Files.delete(data.resolve(DelawareScrape.JURISDICTION_KEY));
        for (int bill = 1; bill <= DelawareScrape.BILLS; bill++) {
            Files.delete(data.resolve(DelawareScrape.billKey(bill)));
        }
        var fresh = TestDatabases.fresh();
        var jurisdiction = "ocd-jurisdiction/country:us/state:de/government";

        assertThat(
                        execute(
                                "import",
                                "--json",
                                "--jurisdiction",
                                jurisdiction,
                                "--database-url",
                                fresh,
                                data.toString()))
                .isZero();
        assertThat(new JsonMapper().readTree(printed.toString()).path("parked").intValue())
                .isEqualTo(DelawareScrape.VOTES);
    }

    @Test
    void aBadFileIsOneLineAndExitCode3() throws Exception {
        Files.writeString(data.resolve(BAD), "An act relating to oysters");

        assertThat(importData()).isEqualTo(3);
        assertThat(errors.toString())
                .startsWith(data.resolve(BAD) + ": document: expected JSON, found line 1")
                .hasLineCount(1);
    }

    @Test
    void aFileOf200MegabytesIsRejectedUnread() throws Exception {
        try (var file = new RandomAccessFile(data.resolve(BAD).toFile(), "rw")) {
            file.setLength(200L << 20);
        }

        assertThat(importData()).isEqualTo(3);
        assertThat(errors.toString())
                .isEqualTo(
                        data.resolve(BAD)
                                + ": document: expected at most 16777216 bytes, found more\n");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeHoldsNobodyUpAndALinkIsNotFollowed() throws Exception {
        var pipe = data.resolve("de/vote_event_0pipe.json");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        var link = data.resolve(BAD);
        Files.createSymbolicLink(link, data.resolve(DelawareScrape.billKey(1)));

        assertThat(importData()).isEqualTo(3);
        assertThat(errors.toString())
                .contains(pipe + ": document: expected a regular file, found a pipe, a socket")
                .contains(link + ": document: expected a regular file, found a link\n")
                .hasLineCount(2);
    }

    @Test
    void aScrapeOfZippedDocumentsAloneSaysWhoseItIs() throws IOException {
        var zipped = Files.createDirectories(data.resolve("zipped/de"));
        for (int bill = 1; bill <= 2; bill++) {
            Files.write(
                    zipped.resolve("bill_" + bill + ".json.gz"),
                    DelawareScrape.gzip(DelawareScrape.bytes(DelawareScrape.bill(bill))));
        }

        assertThat(execute("import", "--database-url", databaseUrl, zipped.toString())).isZero();
    }

    @Test
    void documentsOfTwoJurisdictionsAreNotImportedAsOnes() throws IOException {
        var other = data.resolve("wy/jurisdiction_ocd-jurisdiction-country:us-state:wy.json");
        Files.createDirectories(other.getParent());
        Files.writeString(
                other, DelawareScrape.jurisdiction("Wyoming").replace("state:de", "state:wy"));

        assertThat(importData()).isEqualTo(1);
        assertThat(errors.toString())
                .contains("expected documents of one jurisdiction", "state:de", "state:wy")
                .hasLineCount(1);
    }

    @Test
    void withoutADirectoryItCannotRun() {
        assertThat(execute("import", "--database-url", databaseUrl, data + "/nowhere")).isOne();
        assertThat(errors.toString())
                .isEqualTo(
                        "hopper: "
                                + data
                                + "/nowhere: expected a directory with a scrape, found none\n");
    }

    @Test
    void withoutADatabaseItCannotRun() {
        var nowhere = "postgresql://hopper:secret@127.0.0.1:1/hopper";

        assertThat(execute("import", "--database-url", nowhere, data.toString())).isOne();
        assertThat(errors.toString())
                .contains("127.0.0.1:1", "refused")
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(execute("import")).isEqualTo(2);
        assertThat(execute("import", "--database-url", "mysql://x/y", data.toString()))
                .isEqualTo(2);
    }

    private int importData() {
        return execute("import", "--database-url", databaseUrl, data.toString());
    }

    private int execute(String... arguments) {
        return HopperCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
