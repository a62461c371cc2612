package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each gift counts once, and each record that cannot is set aside by itself, with its line.
class HonestRowsTest {

    private static final String GIFTS =
            "SELECT contribution_id FROM campaign_finance.contributions ORDER BY 1";
    private static final String REJECTS =
            "SELECT concat_ws('|', place, key, expected, found) FROM hopper.load_reject ORDER BY reject_id";

    @TempDir private Path folder;

    @Test
    void aGiftThatWasAmendedCountsOnce() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(
                    new TexasZip()
                            .gift("5001900", Map.of("infoOnlyFlag", "Y"))
                            .gift("5001904", Map.of("infoOnlyFlag", "N")));
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(capitol.one("SELECT sum(amount) FROM campaign_finance.contributions"))
                    .isEqualTo("500.00");
            assertThat(ran.json().at("/filtered/superseded").asInt()).isEqualTo(1);
        }
    }

    @Test
    void recordsThatCannotBeRowsAreSetAsideWithTheirLine() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(
                    new TexasZip()
                            .gift("1", Map.of())
                            .gift("1", Map.of("contributionAmount", "7"))
                            .gift("2", Map.of("contributionDt", "20200230"))
                            .gift("3", Map.of("contributionAmount", "1.005"))
                            .gift("4", Map.of("contributionAmount", ""))
                            .gift("5", Map.of("contributionAmount", "1234567890123.00"))
                            .gift("", Map.of())
                            .line("too,few")
                            .line("a,\"quote that is not closed,c")
                            .gift("6", Map.of("contributionAmount", "-.5"))
                            .gift("7", Map.of("contributorNameLast", "NUL\u0000"))
                            .gift("8", Map.of("contributionAmount", "-0.5")));
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(capitol.ask(GIFTS)).containsExactly("1", "8");
            assertThat(capitol.one("SELECT sum(amount) FROM campaign_finance.contributions"))
                    .isEqualTo("499.50");
            assertThat(capitol.ask(REJECTS))
                    .satisfiesExactly(
                            again ->
                                    assertThat(again)
                                            .startsWith("contribs_01.csv:3|1|an id of its own"),
                            date ->
                                    assertThat(date)
                                            .isEqualTo(
                                                    "contribs_01.csv:4|2|contributionDt: a date yyyyMMdd|\"20200230\""),
                            decimals ->
                                    assertThat(decimals)
                                            .isEqualTo(
                                                    "contribs_01.csv:5|3|contributionAmount: an amount such as 500.00|\"1.005\""),
                            empty ->
                                    assertThat(empty)
                                            .isEqualTo(
                                                    "contribs_01.csv:6|4|contributionAmount|none"),
                            large ->
                                    assertThat(large).contains("contribs_01.csv:7|5|", "12 digits"),
                            unnamed ->
                                    assertThat(unnamed)
                                            .isEqualTo("contribs_01.csv:8|contributionInfoId|none"),
                            few ->
                                    assertThat(few)
                                            .startsWith("contribs_01.csv:9|")
                                            .endsWith("20 fields, as in the header|2 fields"),
                            quote ->
                                    assertThat(quote)
                                            .startsWith("contribs_01.csv:10|quotes as in RFC 4180"),
                            point -> assertThat(point).startsWith("contribs_01.csv:11|6|"),
                            nul ->
                                    assertThat(nul)
                                            .contains("contribs_01.csv:12|7|text without a NUL"));
        }
    }

    @Test
    void aReportIsKeptWithoutDueDatePeriodAndAmounts() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(
                    TexasZip.of(1)
                            .report(
                                    "901",
                                    Map.of("reportTypeCd1", "SEMIJAN", "reportTypeCd2", "FINAL"))
                            .report("902", Map.of("dueDt", "2020-01-01"))
                            .report("903", Map.of("totalContribAmount", "much"))
                            .report("901", Map.of())
                            .report("904", Map.of("receivedDt", "")));
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(
                            capitol.ask(
                                    "SELECT report_id || coalesce(type, '-') || types::text FROM campaign_finance.reports ORDER BY 1"))
                    .containsExactly("900-{}", "901semijan{semijan,final}");
            assertThat(ran.json().path("rejected").asInt()).isEqualTo(3);
            assertThat(ran.json().at("/filtered/no_date").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aRecordIsUtf8WhereItCanBeAndWindows1252WhereNot() {
        try (var capitol = Capitol.in(folder)) {
            var zip = new TexasZip().gift("1", Map.of("contributorNameLast", "Ángel"));
            var lines =
                    "reportInfoIdent,infoOnlyFlag,schedFormTypeCd,filerIdent,filerTypeCd,filerName,contributionInfoId,contributionDt,contributionAmount,contributionDescr,contributorPersentTypeCd,contributorNameOrganization,contributorNameLast,contributorNameFirst,contributorStreetCity,contributorStreetStateCd,contributorStreetPostalCode,contributorEmployer,contributorOccupation,contributorJobTitle\n"
                            + "900,,A1,00020008,COH,,2,20200505,1.00,,ENTITY,Señor “Oil”,,,,,,,,\n";
            zip.member("contribs_02.csv", lines.getBytes(Charset.forName("windows-1252")));
            zip.member("contribs_03.csv", lines.replace(",2,2020", ",3,2020"));
            capitol.has(zip);
            var ran = capitol.load("tx");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(
                            capitol.ask(
                                    "SELECT name FROM campaign_finance.contributions ORDER BY contribution_id"))
                    .containsExactly("Ángel", "Señor “Oil”", "Señor “Oil”");

            var forced = capitol.load("tx", "--charset", "UTF-8", "--max-shrink", "50%");
            assertThat(forced.exitCode()).isEqualTo(3);
            assertThat(capitol.load("tx", "--charset", "UTF-16").exitCode()).isEqualTo(2);
        }
    }

    @Test
    void linesOfOneContributionStayApartAndAQuoteInATabFileIsACharacter() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            michigan(
                    capitol,
                    "480010\t1\t9003\t1\tSuperior \"Fund\t03/05/2020\t100.00",
                    "480010\t1\t9003\t2\t\"Superior Fund\t03/05/2020\t100.00",
                    "480010\t1\t9003\t2\tAgain\t03/05/2020\t100.00",
                    "480010\t1\t9003\t\tNone\t3/5/2020\t100.00",
                    "480011\t1\t9004");
            var ran = capitol.load("mi");
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(
                            capitol.ask(
                                    "SELECT contribution_id || ' ' || type || ' ' || name FROM campaign_finance.contributions ORDER BY 1"))
                    .containsExactly(
                            "480010_9003_1 entity Superior \"Fund",
                            "480010_9003_2 entity \"Superior Fund");
            assertThat(capitol.ask(REJECTS))
                    .satisfiesExactly(
                            again -> assertThat(again).contains("01.txt:3|480010|an id of its own"),
                            date -> assertThat(date).contains("01.txt:4|480010|", "MM/dd/yyyy"),
                            few ->
                                    assertThat(few)
                                            .isEqualTo(
                                                    "2020_mi_cfr_contributions_01.txt:5|480011|25 or 26 fields|3 fields"));
        }
    }

    // Each as document, page, contribution, detail, giver, date and amount.
    private static void michigan(Capitol capitol, String... gifts) throws Exception {
        var summary = new String[30];
        Arrays.fill(summary, "");
        summary[0] = "501";
        summary[1] = "480010";
        summary[6] = "Birchley";
        summary[8] = "State Senator";
        summary[9] = "11th District";
        summary[12] = "01/11/2020";
        zip(
                capitol.file("mi", "micfrcansummary.txt.zip"),
                "micfrcansummary.txt",
                "HEADER\nRUN DATE\n" + String.join("\t", summary) + "\n");
        var text = new StringBuilder();
        for (var gift : gifts) {
            var given = gift.split("\t", -1);
            if (given.length < 7) {
                text.append(gift).append('\n');
                continue;
            }
            var fields = new String[25];
            Arrays.fill(fields, "");
            List.of(0, 1, 2, 3).forEach(at -> fields[at] = given[at]);
            fields[8] = "501";
            fields[14] = given[4];
            fields[21] = given[5];
            fields[22] = given[6];
            text.append(String.join("\t", fields)).append("\r\n");
        }
        zip(
                capitol.file("mi", "2020_mi_cfr_contributions_01.zip"),
                "2020_mi_cfr_contributions_01.txt",
                text.toString());
    }

    private static void zip(Path file, String member, String text) throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(member));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
