package org.civichopper.bulk.openstates.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.bulk.DyingProcess;
import org.civichopper.bulk.LoadedDatabase.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Zips that are not what they should be: nothing of them comes into sight, or all that is right.
@Execution(ExecutionMode.CONCURRENT)
class HonestZipTest {

    private static final String BILLS = Sessions.PREFIX + "bills.csv";
    private static final String FIRST = "ocd-bill/4e04d545-075a-45b3-8c33-f4454a42594c";

    @TempDir private Path folder;
    private Sessions sessions;

    @BeforeEach
    void open() {
        sessions = Sessions.in(folder);
    }

    private void assertNothingLoaded(Ran ran, String... says) {
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
        assertThat(ran.json().path("status").asText()).isEqualTo("failed");
        for (var each : says) {
            assertThat(ran.error()).contains(each);
        }
        assertThat(
                        sessions.ask(
                                "SELECT 1 WHERE to_regclass('openstates.bills') IS NOT NULL AND (xpath('/row/c/text()', query_to_xml('SELECT count(*) AS c FROM openstates.bills', true, true, '')))[1]::text <> '0'"))
                .isEmpty();
        assertThat(ran.err()).doesNotContain("\tat ");
    }

    @Test
    void aZipWithoutBillsOrReadmeLoadsNothing() {
        var members = Sessions.members("csv");
        members.remove(BILLS);
        assertNothingLoaded(
                sessions.load(sessions.zip("a.zip", members)), "bills.csv", "found none");
        members = Sessions.members("csv");
        members.remove("README");
        assertNothingLoaded(sessions.load(sessions.zip("b.zip", members)), "README", "found none");
        members = Sessions.members("csv");
        members.keySet().removeIf(name -> !name.equals("README") && !name.equals(BILLS));
        members.computeIfPresent(
                BILLS, (_, bills) -> bills.lines().findFirst().orElseThrow() + "\r\n");
        assertNothingLoaded(
                sessions.load(sessions.zip("c.zip", members)), "at least 1 bills, found 0");
        members.put(BILLS, "");
        assertNothingLoaded(sessions.load(sessions.zip("d.zip", members)), "columns named id");
    }

    @ParameterizedTest
    @CsvSource({
        "State: NC, State: ZZ, State",
        "Session: 2023, Session:, Session",
        "Generated At: 2025-06-01, Generated At: yesterday, Generated At"
    })
    void aReadmeThatSaysTooLittleLoadsNothing(String text, String instead, String says) {
        var members = Sessions.members("csv");
        members.computeIfPresent("README", (_, readme) -> readme.replace(text, instead));
        assertNothingLoaded(sessions.load(sessions.zip("a.zip", members)), "README", says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void aZipThatIsCutOrDamagedLoadsNothing(String kind) throws Exception {
        var whole = Files.readAllBytes(Sessions.sample(kind));
        var cut = Arrays.copyOf(whole, whole.length * 2 / 3);
        assertNothingLoaded(sessions.load(sessions.file("cut.zip", cut)), "whole zip");
        for (var at = whole.length / 8; at < whole.length / 2; at += whole.length / 8) {
            var damaged = whole.clone();
            damaged[at] ^= 0x55;
            assertNothingLoaded(sessions.load(sessions.file("damaged.zip", damaged)));
        }
        assertNothingLoaded(
                sessions.load(sessions.file("no.zip", "no zip".getBytes(StandardCharsets.UTF_8))),
                "whole zip");
    }

    @Test
    void missingMembersAreEmptyTables() {
        var members = Sessions.members("csv");
        members.keySet().removeIf(name -> !name.equals("README") && !name.equals(BILLS));
        var ran = sessions.load(sessions.zip("bills.zip", members));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(sessions.one("SELECT count(*) FROM openstates.bills WHERE actions = '[]'"))
                .isEqualTo("23");
    }

    @Test
    void membersThatLeadElsewhereAreIgnored() {
        var members = Sessions.members("csv");
        var votes = members.get(Sessions.PREFIX + "votes.csv");
        members.put("../../NC/2023/NC_2023_votes.csv", votes);
        members.put("/NC/2023/NC_2023_bills.csv", "id\r\nx\r\n");
        members.put("NC/../NC_.._bills.csv", "id\r\nx\r\n");
        members.put("NC\\2023\\NC_2023_bills.csv", "id\r\nx\r\n");
        members.put("VA/2023/VA_2023_bills.csv", "id\r\nx\r\n");
        members.put("NC/2023/NC_2023_bills.csv.exe", "x");
        var ran = sessions.load(sessions.zip("odd.zip", members));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(sessions.one("SELECT count(*) FROM openstates.bills")).isEqualTo("23");
        try (var left = Files.list(folder)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("odd.zip");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void billsOfTwoSessionsAreNotOne() {
        var members = Sessions.members("csv");
        members.put("NC/2024/NC_2024_bills.csv", members.get(BILLS));
        assertNothingLoaded(
                sessions.load(sessions.zip("two.zip", members)), "bills of one session");
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("README"));
            zip.write(Sessions.readme("2025-06-01 00:00:00").getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(BILLS));
            zip.write("id,identifier,title\r\n".getBytes(StandardCharsets.UTF_8));
            var same = "a,b,c\r\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
            for (var written = 0L; written < 160L << 20; written += same.length) {
                zip.write(same);
            }
        }
        assertNothingLoaded(
                sessions.load(sessions.file("bomb.zip", bytes.toByteArray())),
                "at most 600 times its packed size");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__import__('os').system('touch /tmp/x')",
                "['bill'",
                "bill",
                "[b'bill']",
                "['\\ud800']"
            })
    void aListThatIsNoLiteralIsARejectAndNothingIsEvaluated(String hostile) {
        var members = Sessions.members("csv");
        members.computeIfPresent(
                BILLS,
                (_, bills) ->
                        bills.replaceFirst(
                                "\\['bill'\\],\\[\\]",
                                Matcher.quoteReplacement("\"" + hostile + "\",[]")));
        var ran = sessions.load(sessions.zip("hostile.zip", members));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(ran.count("rejected")).isEqualTo(1);
        assertThat(ran.count("inserted")).isEqualTo(22);
        assertThat(
                        sessions.ask(
                                "SELECT place || ' ' || key || ' ' || expected FROM hopper.load_reject"))
                .singleElement()
                .asString()
                .startsWith("NC_2023_bills.csv:2 " + FIRST + " classification: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bill_actions.csv | ['introduction'],0 | oops,0 | NC_2023_bill_actions.csv:2",
                "bill_actions.csv | ['introduction'],0 | ['introduction'],first | NC_2023_bill_actions.csv:2",
                "bill_sponsorships.csv | True,primary | maybe,primary | NC_2023_bill_sponsorships.csv:2",
                "vote_counts.csv | yes,2 | yes,two | NC_2023_vote_counts.csv:2",
                "bills.csv | ['bill'],[],2023 | ['bill'],[],2024 | NC_2023_bills.csv:2",
                "bills.csv | HB 1, | , | NC_2023_bills.csv:2"
            })
    void aBillWithAPartThatIsNoneIsARejectAsAWhole(
            String member, String text, String instead, String place) {
        assertThat(sessions.load(Sessions.sample("csv")).exitCode()).isZero();
        var members = Sessions.members("csv");
        members.put("README", Sessions.readme("2025-07-01 00:00:00"));
        members.computeIfPresent(
                Sessions.PREFIX + member,
                (_, rows) ->
                        rows.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(instead)));
        var ran = sessions.load(sessions.zip("odd.zip", members));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(sessions.ask("SELECT place || ' ' || key FROM hopper.load_reject"))
                .containsExactly(place + " " + FIRST);
        // It is in the zip, and what stands of it stays.
        assertThat(
                        sessions.one(
                                "SELECT openstates_updated_at::date FROM openstates.bills WHERE id = '"
                                        + FIRST
                                        + "'"))
                .isEqualTo("2025-06-01");
    }

    @Test
    void rowsThatBelongToNothingAreRejects() {
        var members = Sessions.members("csv");
        members.computeIfPresent(
                Sessions.PREFIX + "bill_sources.csv",
                (_, rows) -> rows + "x,,https://x.example.com,ocd-bill/none\r\n".repeat(30));
        members.computeIfPresent(
                Sessions.PREFIX + "vote_people.csv",
                (_, rows) -> rows + "y,ocd-vote/none,yes,Ford,,\r\n".repeat(30));
        members.computeIfPresent(
                BILLS,
                (_, rows) ->
                        rows + rows.lines().skip(1).findFirst().orElseThrow() + "\r\nonly,two\r\n");
        var ran = sessions.load(sessions.zip("odd.zip", members));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(ran.count("inserted")).isEqualTo(23);
        assertThat(sessions.ask("SELECT expected FROM hopper.load_reject ORDER BY 1"))
                .containsExactly(
                        "8 fields, as in the header",
                        "a row of bills that it belongs to",
                        "a row of votes that it belongs to",
                        "each bill once");
    }

    @Test
    void tooManyRejectsLoadNothingAndAreKept() {
        var members = Sessions.members("csv");
        members.computeIfPresent(BILLS, (_, bills) -> bills.replace("['bill']", "bill"));
        var ran = sessions.load(sessions.zip("odd.zip", members));
        assertNothingLoaded(ran, "--max-rejects");
        assertThat(sessions.one("SELECT count(*) FROM hopper.load_reject")).isEqualTo("20");
        assertThat(sessions.ask("SELECT status || items_processed FROM openstates.ingestion_logs"))
                .containsExactly("failed0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\": \"An act | \"title\": \"\\ud800An act",
                "\"classification\": [\"bill\"], \"subject\" | \"classification\": \"bill\", \"subject\"",
                "\"actions\": [ | \"actions\": 7, \"x\": [",
                "\"legislative_session\": \"2023\" | \"legislative_session\": \"2024\"",
                "\"primary\": true | \"primary\": \"yes\""
            })
    void aBillInJsonThatIsNoneIsAReject(String text, String instead) {
        var members = Sessions.members("json");
        members.computeIfPresent(
                Sessions.PREFIX + "bills.json",
                (_, json) ->
                        json.replaceFirst(Pattern.quote(text), Matcher.quoteReplacement(instead)));
        var ran = sessions.load(sessions.zip("odd.zip", members));
        assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
        assertThat(ran.count("inserted")).isEqualTo(22);
        assertThat(sessions.one("SELECT place FROM hopper.load_reject"))
                .isEqualTo("NC_2023_bills.json[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"id\": ",
                "{\"bills\": []}",
                "[] []",
                "",
                "[[[[",
                "[]",
                "[1, \"x\", [2]]"
            })
    void jsonThatIsNoArrayOfBillsLoadsNothing(String json) {
        var members = Sessions.members("json");
        members.put(Sessions.PREFIX + "bills.json", json);
        assertNothingLoaded(sessions.load(sessions.zip("odd.zip", members)));
    }

    @Test
    void depthIsBounded() {
        var members = Sessions.members("json");
        members.put(
                Sessions.PREFIX + "bills.json",
                "[{\"id\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}]");
        assertNothingLoaded(sessions.load(sessions.zip("deep.zip", members)));
    }

    @Test
    void whatIsNoFileAndNoAddressIsWrongUsage() {
        assertThat(sessions.load("nowhere.zip").exitCode()).isEqualTo(2);
        assertThat(sessions.load("ftp://data.openstates.org/x.zip").exitCode()).isEqualTo(2);
        assertThat(sessions.load("https://user:secret@data.openstates.org/x.zip").exitCode())
                .isEqualTo(2);
    }

    @Test
    void entriesOfAHundredMegabytesAreReadWithinTheHeap() throws Exception {
        var zip = large(folder.resolve("large.zip"));
        var exit =
                DyingProcess.run(
                        SmallHeap.class, List.of("-Xmx256m"), sessions.url(), zip.toString());
        assertThat(exit).isZero();
        assertThat(
                        sessions.one(
                                "SELECT count(DISTINCT vote_id) || ' ' || count(*) FROM openstates.vote_records"))
                .isEqualTo("510 50000");
    }

    // Half of it is of the first bills, and each voter says what packs badly.
    private static Path large(Path file) throws Exception {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file));
                var out = new OutputStreamWriter(zip, StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            member(zip, out, "README");
            out.write(Sessions.readme("2025-06-01 00:00:00"));
            member(zip, out, BILLS);
            out.write("id,identifier,title,classification\r\n");
            for (var bill = 0; bill < 1_000; bill++) {
                out.write("ocd-bill/%d,HB %d,A title,['bill']\r\n".formatted(bill, bill));
            }
            member(zip, out, Sessions.PREFIX + "votes.csv");
            out.write("id,bill_id,motion_text,result\r\n");
            for (var vote = 0; vote < 1_000; vote++) {
                out.write("ocd-vote/%d,ocd-bill/%d,Pass,pass\r\n".formatted(vote, vote % 700));
            }
            member(zip, out, Sessions.PREFIX + "vote_people.csv");
            out.write("id,vote_event_id,option,voter_name,note\r\n");
            var random = new Random(7);
            for (var voter = 0; voter < 50_000; voter++) {
                var note = new byte[1_050];
                random.nextBytes(note);
                out.write(
                        "v%d,ocd-vote/%d,yes,Ford,%s\r\n"
                                .formatted(
                                        voter,
                                        voter % (voter % 2 == 0 ? 1_000 : 20),
                                        HexFormat.of().formatHex(note)));
            }
        }
        return file;
    }

    private static void member(ZipOutputStream zip, OutputStreamWriter out, String name)
            throws Exception {
        out.flush();
        zip.putNextEntry(new ZipEntry(name));
    }

    @Test
    void aMemberThatComesTwiceIsRefused() throws Exception {
        var members = new LinkedHashMap<>(Sessions.members("csv"));
        var twin = "NC/2023/NC_2023_billz.csv";
        members.put(twin, members.get(BILLS));
        var bytes = Files.readAllBytes(sessions.zip("twin.zip", members));
        var text = new String(bytes, StandardCharsets.ISO_8859_1).replace(twin, BILLS);
        assertNothingLoaded(
                sessions.load(
                        sessions.file("twins.zip", text.getBytes(StandardCharsets.ISO_8859_1))),
                "each member once");
    }
}
