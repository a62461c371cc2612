package org.civichopper.bulk.openstates.zip;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.civichopper.bulk.LoadedDatabase.Ran;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Limits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A zip as scraped documents: the documents that an import reads, and the same bytes each time.
class DocumentsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BILL = "bill_4e04d545-075a-45b3-8c33-f4454a42594c.json";
    private static final String VOTE = "vote_event_be0a38b2-e343-49a1-8fbd-209eaaaf856a.json";
    private static final String JURISDICTION =
            "jurisdiction_ocd-jurisdiction-country:us-state:nc-government.json";

    @TempDir private Path folder;
    private Sessions sessions;

    @BeforeEach
    void open() {
        sessions = Sessions.in(folder);
    }

    private Ran write(Path zip) {
        return sessions.load(zip, "--as-documents", folder.resolve("out").toString());
    }

    private Map<String, String> files() throws Exception {
        var files = new TreeMap<String, String>();
        try (var all = Files.list(folder.resolve("out/nc"))) {
            for (var file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private JsonNode document(String name) throws Exception {
        return JSON.readTree(folder.resolve("out/nc").resolve(name).toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void everyDocumentIsOneThatAnImportReads(String kind) throws Exception {
        var ran = write(Sessions.sample(kind));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.json().at("/documents/bill").asInt()).isEqualTo(23);
        assertThat(ran.json().at("/documents/vote_event").asInt()).isEqualTo(24);
        assertThat(ran.json().path("run").isNull()).isTrue();
        assertThat(sessions.one("SELECT to_regnamespace('openstates')")).isNull();
        var files = files();
        assertThat(files).hasSize(23 + 24 + 1).containsKeys(BILL, JURISDICTION);
        var reader = new DocumentReader(Limits.DEFAULT);
        for (var file : files.entrySet()) {
            var read =
                    reader.read(
                            Kind.ofFileName(file.getKey()).orElseThrow(),
                            Files.readAllBytes(folder.resolve("out/nc").resolve(file.getKey())));
            assertThat(read).as(file.getKey()).isNotNull();
        }
    }

    @Test
    void aDocumentSaysWhatAScraperWould() throws Exception {
        assertThat(write(Sessions.sample("csv")).exitCode()).isZero();
        var bill = document(BILL);
        assertThat(bill.path("_id").asText()).isEqualTo("4e04d545-075a-45b3-8c33-f4454a42594c");
        assertThat(bill.path("from_organization").asText())
                .isEqualTo("~{\"classification\": \"lower\"}");
        assertThat(bill.at("/sponsorships/0/person_id").asText())
                .isEqualTo("~{\"name\": \"MOSS\"}");
        assertThat(bill.at("/actions/0/organization_id").asText())
                .isEqualTo("~{\"classification\": \"lower\"}");
        assertThat(bill.path("scraped_at").asText()).isEqualTo("2025-06-01T04:05:06Z");
        assertThat(bill.has("extras") || bill.has("citations")).isFalse();
        var vote = document(VOTE);
        assertThat(vote.path("bill")).isEqualTo(bill.path("_id"));
        assertThat(vote.at("/votes/0/voter_id").asText()).isEqualTo("~{\"name\": \"Ford\"}");
        assertThat(vote.has("dedupe_key")).isFalse();
        assertThat(document(JURISDICTION).at("/legislative_sessions/0/identifier").asText())
                .isEqualTo("2023");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void theSameZipGivesTheSameBytesAndAnotherSessionIsAdded(String kind) throws Exception {
        assertThat(write(Sessions.sample(kind)).count("inserted")).isEqualTo(23);
        var files = files();
        var again = write(Sessions.sample(kind));
        assertThat(again.count("unchanged")).isEqualTo(23);
        assertThat(files()).isEqualTo(files);

        var members = new TreeMap<String, String>();
        Sessions.members("csv")
                .forEach((name, text) ->
                        members.put(
                                name.replace("2023", "2021"),
                                name.endsWith("bills.csv") || name.equals("README")
                                        ? text.replace("2023", "2021")
                                                .replace("ocd-bill/", "ocd-bill/of-2021-")
                                        : "id,bill_id,version_id,document_id,vote_event_id\r\n"));
        var ran = write(sessions.zip("other.zip", members));
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(document(JURISDICTION).path("legislative_sessions")).hasSize(2);
    }

    @Test
    void onlyVotesThatWouldElseBeOneHaveKeys() throws Exception {
        var members = Sessions.members("csv");
        members.computeIfPresent(
                Sessions.PREFIX + "votes.csv",
                (_, votes) ->
                        votes
                                + "ocd-vote/00000000-0000-4000-8000-000000000001,RC#1,Again,[],2023-03-09,pass,,ocd-bill/4e04d545-075a-45b3-8c33-f4454a42594c,02290688-30be-45e6-afc5-4e076c5f9fa2,State of NC,2023\r\n");
        assertThat(write(sessions.zip("twins.zip", members)).exitCode()).isZero();
        assertThat(document(VOTE).path("dedupe_key").asText())
                .isEqualTo("ocd-vote/be0a38b2-e343-49a1-8fbd-209eaaaf856a");
        assertThat(files().values().stream().filter(text -> text.contains("\"dedupe_key\"")))
                .hasSize(2);
    }

    @Test
    void aZipThatIsDamagedWritesNothing() throws Exception {
        var whole = Files.readAllBytes(Sessions.sample("json"));
        whole[whole.length / 3] ^= 0x55;
        assertThat(write(sessions.file("damaged.zip", whole)).exitCode()).isEqualTo(1);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void noDatabaseIsAsked() {
        var out = folder.resolve("out").toString();
        var ran = sessions.loadWithoutDatabase(Sessions.sample("csv"), "--as-documents", out);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(folder.resolve("out/nc").resolve(BILL)).exists();
    }
}
