package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.addToAgenda;
import static org.civichopper.testing.Scrape.fields;
import static org.civichopper.testing.Scrape.identified;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Said;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Links that come, move and come free after the documents that they belong to.
class LateLinksTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";

    private static final String ACTIONS =
            """
            {"actions": [
              {"description": "Read", "date": "2025-01-30",
               "organization_id": "~{\\"classification\\": \\"lower\\"}"},
              {"description": "Passed", "date": "2025-01-30",
               "organization_id": "~{\\"classification\\": \\"lower\\"}"}]}
            """;

    private static final String LINKS =
            """
            SELECT v.identifier || ' ' || a.description
              FROM opencivicdata_voteevent v
              JOIN opencivicdata_billaction a ON a.id = v.bill_action_id
             ORDER BY 1
            """;

    private static final String CHANGED =
            "SELECT latest_bill_update FROM opencivicdata_jurisdiction WHERE id LIKE '%wy/gov%'";

    private static final String BILL_OF_VOTES =
            """
            SELECT v.identifier || ' ' || b.identifier
                   || CASE WHEN b.title = 'Another' THEN ' of the Senate' ELSE '' END
              FROM opencivicdata_voteevent v
              JOIN opencivicdata_bill b ON b.id = v.bill_id
            """;

    private static final String SECOND_HB_2_OF_THE_SENATE =
            """
            INSERT INTO opencivicdata_bill
            SELECT (jsonb_populate_record(b, jsonb_build_object(
                       'id', 'ocd-bill/00000000-0000-4000-8000-000000000002', 'title', 'Another',
                       'created_at', now(),
                       'from_organization_id', (SELECT id FROM opencivicdata_organization
                                                 WHERE classification = 'upper'
                                                   AND jurisdiction_id LIKE '%wy/gov%')))).*
              FROM opencivicdata_bill b
             WHERE identifier = 'HB 2'
            """;

    @TempDir private Path folder;

    private final ImportedDatabase database = new ImportedDatabase();

    @BeforeEach
    void twoVotesNameOneAction() throws SQLException {
        load(
                scrape("first")
                        .jurisdiction()
                        .bill("HB 1", fields(ACTIONS))
                        .bill("HB 2", fields(ACTIONS))
                        .vote("HB 1", "1", on("Passed"))
                        .vote("HB 1", "2", on("Passed")));
        assertThat(database.ask(LINKS)).containsExactly("1 Passed");
    }

    @Test
    void ofAllVotesOfADirectoryTheSmallestMotionGetsTheAction() throws SQLException {
        var many = scrape("many").bill("HB 3", fields(ACTIONS));
        for (int number = 10; number < 320; number++) {
            many.vote("HB 3", "Z" + number, on("Passed"));
        }
        many.vote("HB 3", "A", on("Passed"));

        load(many);

        assertThat(database.ask(LINKS)).containsExactly("1 Passed", "A Passed");
    }

    @Test
    void theChamberThatAVoteNamesOnlyChoosesBetweenBills() throws SQLException {
        load(
                scrape("bare")
                        .bill("HB 3", bill -> bill.remove("from_organization"))
                        .vote("HB 3", "of a bill without", namingChamber("HB 3", "upper"))
                        .vote("HB 2", "of another chamber's", namingChamber("HB 2", "upper")));
        assertThat(database.ask(BILL_OF_VOTES))
                .contains("of a bill without HB 3", "of another chamber's HB 2");

        database.execute(SECOND_HB_2_OF_THE_SENATE);
        load(
                scrape("two")
                        .vote("HB 2", "of the House's", namingChamber("HB 2", "lower"))
                        .vote("HB 2", "of the Senate's", namingChamber("HB 2", "upper")));
        assertThat(database.ask(BILL_OF_VOTES))
                .contains("of the House's HB 2", "of the Senate's HB 2 of the Senate");
    }

    @Test
    void whatWaitsIsListedWithWhatItWaitsFor() {
        var early =
                scrape("early")
                        .vote("HB 9", "1")
                        .vote("HB 1", "2", fields("{\"legislative_session\": \"1999\"}"));

        var said =
                database.importDirectory(early.folder(), "--warnings", "--jurisdiction", WYOMING);

        assertThat(said.err().lines())
                .anyMatch(line -> line.endsWith(".json: waits for bill HB 9 of session 2025"))
                .anyMatch(line -> line.endsWith(".json: waits for session 1999"));
        assertThat(said.out())
                .containsPattern(
                        "2 documents wait .*, for example \\S+vote_event_\\S+: waits for ");
    }

    @Test
    void aVoteThatOnlyNamesAnotherActionIsAnUpdate() throws SQLException {
        var before = database.ask(CHANGED);

        var said = load(scrape("second").vote("HB 1", "1", on("Read")));

        assertThat(said.out()).contains("\"vote_event\":{\"insert\":0,\"update\":1,\"noop\":0");
        assertThat(database.ask(CHANGED)).isNotEqualTo(before);
    }

    @Test
    void anActionThatAVoteLetsGoOfIsTheNextOnes() throws SQLException {
        load(scrape("second").vote("HB 1", "1", on("Read")));

        assertThat(database.ask(LINKS)).containsExactly("1 Read", "2 Passed");
    }

    @Test
    void soIsTheActionOfAVoteThatMovesToAnotherBill() throws SQLException {
        database.execute(
                "UPDATE opencivicdata_voteevent SET dedupe_key = 'one' WHERE identifier = '1'");
        load(
                scrape("second")
                        .vote(
                                "HB 2",
                                "1",
                                on("Read").andThen(fields("{\"dedupe_key\": \"one\"}"))));

        assertThat(database.ask(LINKS)).containsExactly("1 Read", "2 Passed");
    }

    @Test
    void soIsTheActionOfAVoteThatGoes() throws SQLException {
        load(scrape("second").vote("HB 1", "2", on("Passed")), "--complete");

        assertThat(database.ask(LINKS)).containsExactly("2 Passed");
    }

    @Test
    void aVoteThatComesBackIsOnTheAgendaAgain() throws SQLException {
        load(
                scrape("second")
                        .event(
                                "Hearing",
                                event -> addToAgenda(event, "vote_event_id", identified("1"))));
        load(scrape("third").vote("HB 1", "2"), "--complete");
        assertThat(onAgenda()).isEmpty();

        load(scrape("fourth").vote("HB 1", "1"));

        assertThat(onAgenda()).containsExactly("1");
    }

    @Test
    void aBillThatSomebodyElseBroughtIsLinkedWhenThePointingBillComesAgain() throws SQLException {
        var pointing =
                fields(
                        """
                        {"related_bills": [{"identifier": "HB 3", "legislative_session": "2025",
                                            "relation_type": "companion"}]}
                        """);
        load(scrape("second").bill("HB 2", pointing));
        database.execute(
                """
                INSERT INTO opencivicdata_bill
                SELECT (jsonb_populate_record(b, '{"id": "ocd-bill/3", "identifier": "HB 3"}')).*
                  FROM opencivicdata_bill b WHERE identifier = 'HB 1'
                """);

        var said = load(scrape("second"));

        assertThat(said.out()).contains("\"bill\":{\"insert\":0,\"update\":1,\"noop\":0");
        assertThat(database.ask("SELECT related_bill_id FROM opencivicdata_relatedbill"))
                .containsExactly("ocd-bill/3");
    }

    private List<String> onAgenda() throws SQLException {
        return database.ask(
                """
                SELECT v.identifier
                  FROM opencivicdata_eventrelatedentity r
                  JOIN opencivicdata_voteevent v ON v.id = r.vote_event_id
                """);
    }

    private static Consumer<ObjectNode> on(String action) {
        return fields("{\"bill_action\": \"" + action + "\"}");
    }

    private static Consumer<ObjectNode> namingChamber(String bill, String chamber) {
        var reference =
                new JsonMapper()
                        .createObjectNode()
                        .put("identifier", bill)
                        .put("from_organization__classification", chamber);
        return vote -> vote.put("bill", "~" + reference);
    }

    private Scrape scrape(String name) {
        return new Scrape(folder.resolve(name));
    }

    private Said load(Scrape scrape, String... options) {
        var all = Stream.concat(Stream.of("--json", "--jurisdiction", WYOMING), Stream.of(options));
        var said = database.importDirectory(scrape.folder(), all.toArray(String[]::new));
        assertThat(said.exitCode()).as(said.err()).isZero();
        return said;
    }
}
