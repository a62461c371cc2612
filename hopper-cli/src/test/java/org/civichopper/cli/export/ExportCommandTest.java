package org.civichopper.cli.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.Said;
import org.civichopper.testing.SoundTables;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session as the files that others have readers for.
class ExportCommandTest {

    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";
    private static final String SESSION = "2031";

    @TempDir private static Path folder;
    private static String url;

    @BeforeAll
    static void aSession() throws SQLException {
        url = TestDatabases.fresh();
        var scrape = folder.resolve("scrape").toString();
        assertThat(
                        run(
                                        "sample",
                                        "--jurisdiction",
                                        "de",
                                        "--bills",
                                        "20",
                                        "--votes",
                                        "10",
                                        "--events",
                                        "1",
                                        "--out",
                                        scrape)
                                .exitCode())
                .isZero();
        var imported = run("import", "--database-url", url, scrape + "/de");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        execute(
                """
                UPDATE opencivicdata_bill
                   SET title = E'An "act", to say\\nthe least', subject = '{"TAX", "PEOPLE''S PARKS", "A \\"B\\""}'
                 WHERE id = (SELECT min(id) FROM opencivicdata_bill);
                UPDATE opencivicdata_billversion
                   SET extras = '{"a": [1, true, null], "b": "x\\u00a0\\u2028y\\\\"}'
                 WHERE id = (SELECT min(id::text)::uuid FROM opencivicdata_billversion)
                """);
    }

    @Test
    void eachTableIsAFileWithAllItsRows() throws Exception {
        var said = export("csv", "all.zip");

        assertThat(said.exitCode()).as(said.err()).isZero();
        var files = csv("all.zip");
        var prefix = "DE/%1$s/DE_%1$s_".formatted(SESSION);
        for (var file : TABLES.entrySet()) {
            assertThat(files).containsKey(prefix + file.getKey() + ".csv");
            var rows = files.get(prefix + file.getKey() + ".csv");
            assertThat(rows.size() - 1)
                    .as(file.getKey())
                    .isEqualTo(
                            Integer.parseInt(
                                    ask("SELECT count(*) FROM " + file.getValue()).getFirst()));
        }
        assertThat(files).hasSize(TABLES.size() + 1);
        assertThat(files.get(prefix + "organizations.csv")).hasSizeGreaterThan(3);
        assertThat(said.out()).contains("rows in 17 files");
    }

    @Test
    void columnsAreNamedAndOrderedAsReadersKnowThem() throws Exception {
        export("csv", "heads.zip");

        var files = csv("heads.zip");
        var heads = new LinkedHashMap<String, String>();
        files.forEach((name, rows) ->
                heads.put(
                        name.replaceAll(".*DE_" + SESSION + "_|\\.csv", ""),
                        String.join(",", rows.getFirst())));
        assertThat(heads)
                .containsEntry(
                        "bills",
                        "id,identifier,title,classification,subject,session_identifier,jurisdiction,organization_classification")
                .containsEntry("bill_abstracts", "id,bill_id,abstract,note")
                .containsEntry(
                        "bill_actions",
                        "id,bill_id,organization_id,description,date,classification,order")
                .containsEntry(
                        "bill_related_bills",
                        "id,bill_id,related_bill_id,identifier,legislative_session,relation_type")
                .containsEntry(
                        "bill_sponsorships",
                        "id,name,entity_type,organization_id,person_id,bill_id,primary,classification")
                .containsEntry("bill_versions", "id,bill_id,note,date,classification,extras")
                .containsEntry("bill_version_links", "id,media_type,url,version_id")
                .containsEntry(
                        "votes",
                        "id,identifier,motion_text,motion_classification,start_date,result,organization_id,bill_id,bill_action_id,jurisdiction,session_identifier")
                .containsEntry("vote_people", "id,vote_event_id,option,voter_name,voter_id,note")
                .containsEntry("vote_counts", "id,vote_event_id,option,value")
                .containsEntry("vote_sources", "id,note,url,vote_event_id");
    }

    @Test
    void whatStandsInARowComesOutOfTheFile() throws Exception {
        export("csv", "values.zip");

        var files = csv("values.zip");
        var bill = row(files, "bills", ask("SELECT min(id) FROM opencivicdata_bill").getFirst());
        assertThat(bill.get("title")).isEqualTo("An \"act\", to say\nthe least");
        assertThat(bill.get("subject")).isEqualTo("['TAX', \"PEOPLE'S PARKS\", 'A \"B\"']");
        assertThat(bill.get("classification")).isEqualTo("['bill']");
        assertThat(bill.get("jurisdiction")).isEqualTo("Delaware");
        var version =
                row(
                        files,
                        "bill_versions",
                        ask("SELECT min(id::text) FROM opencivicdata_billversion").getFirst());
        assertThat(version.get("extras"))
                .isEqualTo("{'a': [1, True, None], 'b': 'x\\xa0\\u2028y\\\\'}");
        var sponsorship =
                ask("SELECT id::text FROM opencivicdata_billsponsorship WHERE \"primary\" LIMIT 1");
        assertThat(row(files, "bill_sponsorships", sponsorship.getFirst()))
                .containsEntry("primary", "True")
                .containsEntry("person_id", "");
    }

    @Test
    void whatASpreadsheetWouldRunIsTextOnRequestAndOtherwiseAsItStands() throws Exception {
        var id = ask("SELECT max(id) FROM opencivicdata_bill").getFirst();
        for (var title :
                List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\uFF1D1", " =1")) {
            retitle(id, title);
            export("csv", "plain.zip");
            assertThat(row(csv("plain.zip"), "bills", id)).containsEntry("title", title);
            assertThat(export("csv", "safe.zip", "--safe-for-spreadsheets").exitCode()).isZero();
            assertThat(row(csv("safe.zip"), "bills", id)).containsEntry("title", "'" + title);
        }
        retitle(id, "An act = a law");
        export("csv", "plain.zip");
        export("csv", "safe.zip", "--safe-for-spreadsheets");
        var plain = entries("plain.zip");
        var safe = entries("safe.zip");
        assertThat(safe.remove("README")).contains("an apostrophe before");
        assertThat(plain.remove("README")).doesNotContain("apostrophe");
        assertThat(safe).isEqualTo(plain);
        assertThat(export("json", "x.zip", "--safe-for-spreadsheets").exitCode()).isEqualTo(2);
    }

    @Test
    void asJsonEachBillHoldsWhatIsBelowIt() throws Exception {
        var said = export("json", "bills.zip");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out()).contains("20 bills");
        var files = entries("bills.zip");
        assertThat(files)
                .containsOnlyKeys("README", "DE/%1$s/DE_%1$s_bills.json".formatted(SESSION));
        var bills =
                new JsonMapper()
                        .readTree(files.get("DE/%1$s/DE_%1$s_bills.json".formatted(SESSION)));
        assertThat(bills).hasSize(20);
        assertThat(bills.path(0).path("title").asText()).isEqualTo("An \"act\", to say\nthe least");
        assertThat(sum(bills, "actions")).isEqualTo(count("opencivicdata_billaction"));
        assertThat(sum(bills, "sponsors")).isEqualTo(count("opencivicdata_billsponsorship"));
        assertThat(sum(bills, "votes")).isEqualTo(count("opencivicdata_voteevent"));
        int voters = 0;
        for (var bill : bills) {
            voters += sum(bill.path("votes"), "votes");
        }
        assertThat(voters).isEqualTo(count("opencivicdata_personvote"));
    }

    @Test
    void aSessionWithoutBillsIsFilesWithNothingButHeads() throws Exception {
        execute(
                """
                INSERT INTO opencivicdata_legislativesession
                VALUES (gen_random_uuid(), '1/../x', '', '', '', '', 'ocd-jurisdiction/country:us/state:ak/government', false)
                """);

        var csv =
                run(
                        "export",
                        "--database-url",
                        url,
                        "--jurisdiction",
                        "ak",
                        "--session",
                        "1/../x",
                        "--out",
                        folder.resolve("none.zip").toString());
        assertThat(csv.exitCode()).as(csv.err()).isZero();
        assertThat(entries("none.zip"))
                .containsEntry(
                        "AK/1-..-x/AK_1-..-x_vote_counts.csv", "id,vote_event_id,option,value\r\n");
        var json =
                run(
                        "export",
                        "--database-url",
                        url,
                        "--jurisdiction",
                        "ak",
                        "--session",
                        "1/../x",
                        "--format",
                        "json",
                        "--out",
                        folder.resolve("none.zip").toString());
        assertThat(json.exitCode()).as(json.err()).isZero();
        assertThat(entries("none.zip")).containsEntry("AK/1-..-x/AK_1-..-x_bills.json", "[]\n");
    }

    @Test
    void aSessionThatIsNotThereIsAnsweredWithThoseThatAre() throws IOException {
        var out = folder.resolve("wrong.zip");

        var said =
                run(
                        "export",
                        "--database-url",
                        url,
                        "--jurisdiction",
                        "de",
                        "--session",
                        "1776",
                        "--out",
                        out.toString());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .startsWith("hopper: expected session \"1776\" of " + DELAWARE + ", found ")
                .contains(SESSION);
        assertThat(out).doesNotExist();
        try (var left = Files.list(folder)) {
            assertThat(left).noneMatch(file -> file.toString().endsWith(".unfinished"));
        }
    }

    @Test
    void aFolderThatIsNotThereIsAMistakeAndNoTrace() {
        var said =
                run(
                        "export",
                        "--database-url",
                        url,
                        "--jurisdiction",
                        "de",
                        "--session",
                        SESSION,
                        "--out",
                        folder.resolve("nowhere/x.zip").toString());

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err())
                .contains("expected to write a file")
                .contains("--out")
                .doesNotContain("\tat ");
    }

    private static final Map<String, String> TABLES =
            Map.ofEntries(
                    Map.entry("bills", "opencivicdata_bill"),
                    Map.entry("bill_abstracts", "opencivicdata_billabstract"),
                    Map.entry("bill_titles", "opencivicdata_billtitle"),
                    Map.entry("bill_identifiers", "opencivicdata_billidentifier"),
                    Map.entry("bill_actions", "opencivicdata_billaction"),
                    Map.entry("bill_sources", "opencivicdata_billsource"),
                    Map.entry("bill_sponsorships", "opencivicdata_billsponsorship"),
                    Map.entry("bill_related_bills", "opencivicdata_relatedbill"),
                    Map.entry("bill_versions", "opencivicdata_billversion"),
                    Map.entry("bill_version_links", "opencivicdata_billversionlink"),
                    Map.entry("bill_documents", "opencivicdata_billdocument"),
                    Map.entry("bill_document_links", "opencivicdata_billdocumentlink"),
                    Map.entry("votes", "opencivicdata_voteevent"),
                    Map.entry("vote_people", "opencivicdata_personvote"),
                    Map.entry("vote_counts", "opencivicdata_votecount"),
                    Map.entry("vote_sources", "opencivicdata_votesource"));

    private static int sum(JsonNode objects, String parts) {
        int sum = 0;
        for (var object : objects) {
            sum += object.path(parts).size();
        }
        return sum;
    }

    private static Map<String, String> row(
            Map<String, List<String[]>> files, String table, String id) {
        var rows = files.get("DE/%1$s/DE_%1$s_%2$s.csv".formatted(SESSION, table));
        var heads = rows.getFirst();
        var found = rows.stream().filter(row -> row[0].equals(id)).findFirst().orElseThrow();
        var row = new LinkedHashMap<String, String>();
        for (int i = 0; i < heads.length; i++) {
            row.put(heads[i], found[i]);
        }
        return row;
    }

    private static Map<String, List<String[]>> csv(String file) throws IOException {
        var csv = new LinkedHashMap<String, List<String[]>>();
        for (var entry : entries(file).entrySet()) {
            if (entry.getKey().endsWith(".csv")) {
                try (MappingIterator<String[]> rows =
                        CsvMapper.builder()
                                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                                .build()
                                .readerFor(String[].class)
                                .readValues(entry.getValue())) {
                    csv.put(entry.getKey(), rows.readAll());
                }
            }
        }
        return csv;
    }

    private static Map<String, String> entries(String file) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (InputStream in = Files.newInputStream(folder.resolve(file));
                var zip = new ZipInputStream(in)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(
                        entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }

    private static Said export(String format, String file, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "export",
                                "--database-url",
                                url,
                                "--jurisdiction",
                                DELAWARE,
                                "--session",
                                SESSION,
                                "--format",
                                format,
                                "--out",
                                folder.resolve(file).toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private static void retitle(String bill, String title) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement =
                        connection.prepareStatement(
                                "UPDATE opencivicdata_bill SET title = ? WHERE id = ?")) {
            statement.setString(1, title);
            statement.setString(2, bill);
            statement.executeUpdate();
        }
    }

    private static int count(String table) throws SQLException {
        return Integer.parseInt(ask("SELECT count(*) FROM " + table).getFirst());
    }

    private static List<String> ask(String query) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection()) {
            return SoundTables.ask(connection, query);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Said run(String... arguments) {
        return Said.by(arguments);
    }
}
