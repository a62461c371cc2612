package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.testing.NormalizedRows;
import org.civichopper.testing.Said;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session goes the whole circle: exported, written as documents, imported into an empty
/// database. There it is what it was, but for what a zip does not carry.
class SessionCircleTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";
    private static final Path CASES = Path.of("src", "test", "resources", "cases");
    private static final JsonMapper JSON = new JsonMapper();

    // What the zip does not carry besides what the jurisdiction says of its sessions, and the keys
    // that a scrape gives its votes.
    private static final String NOT_CARRIED =
            """
            UPDATE opencivicdata_bill SET extras = '{}', citations = '{}';
            DELETE FROM opencivicdata_billactionrelatedentity;
            UPDATE opencivicdata_voteevent SET dedupe_key = NULL, extras = '{}', "order" = 0;
            """;

    @TempDir private Path folder;
    private String url;

    @BeforeEach
    void aSession() throws Exception {
        url = prepared();
        scrape(folder.resolve("scrape"));
        imported(url, folder.resolve("scrape"));
        execute(
                url,
                "UPDATE opencivicdata_bill SET subject = '{\"O''Brien''s \\\"law\\\"\", \"a\\\\b\"}' WHERE identifier = 'HB 1'");
    }

    private static String prepared() throws Exception {
        var fresh = TestDatabases.fresh();
        execute(fresh, Files.readString(CASES.resolve("before.sql")));
        return fresh;
    }

    // Bills and votes of several cases that are of one session.
    private static void scrape(Path to) throws Exception {
        Files.createDirectories(to);
        for (var name :
                List.of(
                        "bill-with-everything",
                        "vote-with-everything",
                        "committees-are-matched-by-name",
                        "related-bills-are-linked",
                        "votes-are-linked-to-actions")) {
            try (var files = Files.list(CASES.resolve(name).resolve("1"))) {
                for (var file : files.toList()) {
                    var session = JSON.readTree(file.toFile()).path("legislative_session");
                    if (session.asText("2025").equals("2025")) {
                        Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
                    }
                }
            }
        }
    }

    @Test
    void whatIsExportedIsTheSameOnceItsDocumentsAreImported() throws Exception {
        var other = prepared();
        imported(other, documents("csv"));

        execute(url, NOT_CARRIED);
        assertThat(rows(other)).containsExactlyInAnyOrderElementsOf(rows(url));
        assertThat(rows(other)).anyMatch(row -> row.startsWith("person_vote"));
    }

    @Test
    void aScrapeWithKeysOfItsOwnFindsTheVotes() throws Exception {
        var other = prepared();
        imported(other, documents("json"));
        var votes = rows(other).stream().filter(row -> row.startsWith("vote_event")).count();

        imported(other, scrapedAgain());
        var again = rows(other);
        assertThat(again.stream().filter(row -> row.startsWith("vote_event"))).hasSize((int) votes);
        assertThat(again).anyMatch(row -> row.contains("\"dedupe_key\": \"key-"));
    }

    // Later, and each vote with a key.
    private Path scrapedAgain() throws Exception {
        var to = Files.createDirectories(folder.resolve("again"));
        var ids = new HashMap<String, String>();
        try (var files = Files.list(folder.resolve("scrape"))) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                var document = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
                if (!name.startsWith("jurisdiction")) {
                    var id = UUID.randomUUID().toString();
                    ids.put(document.path("_id").asText(), id);
                    document.put("_id", id).remove("scraped_at");
                    name = name.replaceFirst("_[0-9a-f-]+\\.json", "_" + id + ".json");
                }
                if (name.startsWith("vote_event")) {
                    document.put("dedupe_key", "key-" + document.path("_id").asText());
                    document.put(
                            "bill",
                            ids.getOrDefault(
                                    document.path("bill").asText(),
                                    document.path("bill").asText()));
                }
                Files.writeString(to.resolve(name), document.toString());
            }
        }
        return to;
    }

    private Path documents(String format) {
        var zip = folder.resolve(format + ".zip").toString();
        done(
                "export",
                "--database-url",
                url,
                "--jurisdiction",
                "wy",
                "--session",
                "2025",
                "--format",
                format,
                "--out",
                zip);
        var to = folder.resolve("documents");
        done("load", "openstates-zip", zip, "--as-documents", to.toString());
        return to.resolve("wy");
    }

    private static void imported(String url, Path directory) {
        done("import", "--database-url", url, directory.toString());
    }

    private static void done(String... arguments) {
        var said = Said.by(arguments);
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
    }

    private static List<String> rows(String url) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection()) {
            return NormalizedRows.of(connection, WYOMING).stream()
                    .filter(row ->
                            !row.startsWith("jurisdiction")
                                    && !row.startsWith("legislative_session"))
                    .toList();
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DatabaseUrl.parse(url).dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
