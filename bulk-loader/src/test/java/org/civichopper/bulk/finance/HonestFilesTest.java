package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are not what a state publishes leave everything as it was, and say what is missing.
class HonestFilesTest {

    private static final String COUNT = "SELECT count(*) FROM campaign_finance.contributions";

    @TempDir private Path folder;

    @Test
    void whatIsMissingIsNamedBeforeAnythingIsCreated() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(
                    TexasZip.of(3)
                            .without("spacs.csv")
                            .member("contribs_02.csv", "reportInfoIdent,infoOnlyFlag\r\n"));
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error())
                    .contains("spacs.csv", "contribs_02.csv", "contributionAmount", "filerIdent");
            assertNothingCreated(capitol);
            assertThat(capitol.one("SELECT status FROM hopper.load_run")).isEqualTo("failed");
        }
    }

    @Test
    void allStatesAreCheckedBeforeTheFirstIsLoaded() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(TexasZip.of(3));
            var ran = capitol.load("tx,mi");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("mi: expected the folder");
            assertNothingCreated(capitol);
        }
    }

    @Test
    void wrongUsageIsToldApart() {
        try (var capitol = Capitol.in(folder)) {
            assertThat(capitol.load("ny").exitCode()).isEqualTo(2);
            var fetched = capitol.hopper("load", "campaign-finance", "--state", "mi");
            assertThat(fetched.exitCode()).isEqualTo(2);
            assertThat(fetched.err()).contains("Michigan has nothing to fetch any more");
            assertThat(capitol.hopper("load", "campaign-finance").exitCode()).isEqualTo(2);
            var help = capitol.hopper("load", "campaign-finance", "--state", "mi", "--help");
            assertThat(help.exitCode()).isZero();
            assertThat(help.out())
                    .contains("micfrcansummary.txt.zip", "*_mi_cfr.7z", "Legacy-Data")
                    .doesNotContain("TEC_CF_CSV.zip");
        }
    }

    @Test
    void aZipThatWasCutIsNoZip() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(TexasZip.of(500));
            var zip = capitol.file("tx", "TEC_CF_CSV.zip");
            var bytes = Files.readAllBytes(zip);
            Files.write(zip, Arrays.copyOf(bytes, bytes.length / 2));
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("TEC_CF_CSV.zip: expected a whole file");
            assertNothingCreated(capitol);
        }
    }

    @Test
    void bytesThatAreNotThoseThatWerePackedLeaveWhatStands() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(TexasZip.of(3000));
            capitol.load("tx");
            var zip = capitol.file("tx", "TEC_CF_CSV.zip");
            var bytes = Files.readAllBytes(zip);
            for (var at = bytes.length / 2; at < bytes.length / 2 + 20; at++) {
                bytes[at] ^= 0x55;
            }
            Files.write(zip, bytes);
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(capitol.one(COUNT)).isEqualTo("3000");
            assertThat(capitol.leftInStaging()).isEmpty();
        }
    }

    @Test
    void aMemberThatUnpacksWithoutEndIsNotReadToIt() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(TexasZip.of(3).member("contribs_02.csv", new byte[90 << 20]));
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("contribs_02.csv", "expected a record of at most");
        }
    }

    @Test
    void emptyOrShrunkenFilesLeaveWhatStandsUnlessTheyAreForced() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(new TexasZip());
            var empty = capitol.load("tx");
            assertThat(empty.exitCode()).isEqualTo(1);
            assertThat(empty.error()).contains("expected at least 1 contributions, found 0");
            assertThat(capitol.one(COUNT)).isEqualTo("0");

            capitol.has(TexasZip.of(100));
            assertThat(capitol.load("tx").exitCode()).isZero();
            capitol.has(TexasZip.of(79));
            var shrunken = capitol.load("tx");
            assertThat(shrunken.exitCode()).isEqualTo(1);
            assertThat(shrunken.error()).contains("contributions of tx", "--max-shrink 0.2");
            assertThat(capitol.one(COUNT)).isEqualTo("100");
            assertThat(capitol.leftInStaging()).isEmpty();
            assertThat(capitol.load("tx", "--max-shrink", "21%").exitCode()).isZero();

            capitol.has(TexasZip.of(1));
            assertThat(capitol.load("tx", "--force").exitCode()).isZero();
            assertThat(capitol.one(COUNT)).isEqualTo("1");
        }
    }

    @Test
    void moreRejectsThanMayBePromoteNothing() {
        try (var capitol = Capitol.in(folder)) {
            var zip = TexasZip.of(20);
            for (var bad = 0; bad < 11; bad++) {
                zip.gift("9" + bad, Map.of("contributionAmount", "?"));
            }
            capitol.has(zip);
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("expected at most 10 rejected records", "found 11");
            assertThat(capitol.one(COUNT)).isEqualTo("0");
            assertThat(capitol.one("SELECT count(*) FROM hopper.load_reject")).isEqualTo("11");
            assertThat(capitol.load("tx", "--max-rejects", "2%").exitCode()).isEqualTo(3);
            assertThat(capitol.one(COUNT)).isEqualTo("20");
        }
    }

    @Test
    void aStateThatFailsDoesNotUndoAnother() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            Files.createSymbolicLink(folder.resolve("mi"), Capitol.sample("input/mi"));
            capitol.has(new TexasZip());
            var ran = capitol.load("tx,mi");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.json().at("/states/tx/status").asText()).isEqualTo("failed");
            assertThat(ran.json().at("/states/mi/status").asText()).isEqualTo("completed");
            assertThat(
                            capitol.one(
                                    "SELECT DISTINCT filing_state FROM campaign_finance.contributions"))
                    .isEqualTo("mi");
        }
    }

    @Test
    void aDryRunWritesNothing() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(TexasZip.of(50));
            var ran = capitol.load("tx", "--dry-run");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("run").isNull()).isTrue();
            assertThat(ran.json().at("/plan/rows").asInt()).isBetween(40, 60);
            assertThat(capitol.ask("SELECT nspname FROM pg_namespace WHERE nspname = 'hopper'"))
                    .isEmpty();
        }
    }

    private static void assertNothingCreated(Capitol capitol) {
        assertThat(
                        capitol.ask(
                                "SELECT nspname FROM pg_namespace WHERE nspname IN ('campaign_finance', 'hopper_staging')"))
                .isEmpty();
    }
}
