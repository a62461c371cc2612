package org.civichopper.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.civichopper.cli.HopperCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleCommandTest {

    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir private Path out;

    @Test
    void saysWhatItWrote() {
        assertThat(hopper("--bills", "6", "--votes", "4", "--events", "2", "--revision", "2"))
                .isZero();
        assertThat(printed.toString())
                .startsWith(
                        out.resolve("wy")
                                + ": 6 bill, 2 event, 1 jurisdiction, 3 organization, 4 vote_event, ")
                .containsPattern("bytes; changed since the revision before: (HB|SB) \\d, ");
    }

    @Test
    void anUnknownJurisdictionIsWrongUsage() {
        assertThat(hopper("--jurisdiction", "xx")).isEqualTo(2);
        assertThat(errors.toString()).contains("found \"xx\": the nearest is ");
    }

    @Test
    void votesNeedBills() {
        assertThat(hopper("--bills", "0")).isOne();
        assertThat(errors.toString())
                .isEqualTo("hopper: votes: expected 0 without bills to vote on, found 100\n");
    }

    @Test
    void aScrapeWantsAFolder() {
        assertThat(HopperCommand.commandLine().setErr(new PrintWriter(errors)).execute("sample"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("Missing required option: '--out=DIR'");
    }

    @Test
    void requestsOfACityAreSplitOverTheYears() throws Exception {
        var exitCode =
                HopperCommand.commandLine()
                        .setOut(new PrintWriter(printed, true))
                        .setErr(new PrintWriter(errors, true))
                        .execute("sample", "311", "--rows", "11", "--years", "2020,2019", "" + out);

        assertThat(exitCode).as(errors.toString()).isZero();
        assertThat(Files.readAllLines(out.resolve("requests-2019.csv"))).hasSize(1 + 6);
        assertThat(Files.readAllLines(out.resolve("requests-2020.csv"))).hasSize(1 + 5);
        assertThat(printed.toString()).contains("requests-2019.csv: 6 requests, ");
    }

    private int hopper(String... options) {
        return HopperCommand.commandLine()
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments(options));
    }

    private String[] arguments(String... options) {
        var arguments = new String[options.length + 3];
        arguments[0] = "sample";
        arguments[1] = "--out";
        arguments[2] = out.toString();
        System.arraycopy(options, 0, arguments, 3, options.length);
        return arguments;
    }
}
