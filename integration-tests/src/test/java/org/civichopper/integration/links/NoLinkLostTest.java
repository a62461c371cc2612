package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.civichopper.importer.step.Step;
import org.civichopper.integration.Statehouse;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two functions at the same time, one with a bill and one with what names it: whichever is first,
/// the other waits until it is committed, and so finds it.
class NoLinkLostTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String BILL =
            """
            {"_id": "of this scrape", "legislative_session": "2025", "identifier": "HB 1", "title": "An act",
             "from_organization": "~{\\"classification\\": \\"lower\\"}"}
            """;
    private static final String VOTE =
            """
            {"legislative_session": "2025", "identifier": "1", "motion_text": "Passage",
             "start_date": "2025-01-30", "result": "pass", "bill": "%s", "bill_identifier": "%s",
             "organization": "~{\\"classification\\": \\"lower\\"}"}
            """;
    private static final String EVENT =
            """
            {"name": "Hearing", "start_date": "2025-01-20T08:00:00-07:00", "agenda": [
              {"description": "First", "related_entities": [
                {"name": "A bill", "entity_type": "bill", "bill_id": "%s"}]}]}
            """;
    private static final String LINKED =
            """
            SELECT b.identifier
              FROM opencivicdata_bill b
             WHERE EXISTS (SELECT FROM opencivicdata_voteevent v WHERE v.bill_id = b.id)
                OR EXISTS (SELECT FROM opencivicdata_eventrelatedentity r WHERE r.bill_id = b.id)
            """;
    private static final String WAITING =
            """
            SELECT count(*)
              FROM pg_locks l
              JOIN pg_database d ON d.oid = l.database
             WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
            """;

    private final Statehouse statehouse = new Statehouse();
    private CompletableFuture<Void> later;

    @ParameterizedTest
    @CsvSource({"of this scrape, ''", "of this scrape, HB1", "of another scrape, HB 1"})
    void aVoteAndItsBill(String scrapedId, String identifier) throws Exception {
        var vote = document(VOTE.formatted(scrapedId, identifier));

        inTheWayOfEachOther(Kind.BILL, document(BILL), Kind.VOTE_EVENT, vote);
        statehouse.clear();
        inTheWayOfEachOther(Kind.VOTE_EVENT, vote, Kind.BILL, document(BILL));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"of this scrape", "~{\\\"identifier\\\": \\\"HB 1\\\"}"})
    void anAgendaAndItsBill(String reference) throws Exception {
        var event = document(EVENT.formatted(reference));

        inTheWayOfEachOther(Kind.BILL, document(BILL), Kind.EVENT, event);
        statehouse.clear();
        inTheWayOfEachOther(Kind.EVENT, event, Kind.BILL, document(BILL));
    }

    // The second begins when everything of the first is written, and nothing is committed.
    private void inTheWayOfEachOther(Kind first, ObjectNode one, Kind second, ObjectNode other)
            throws SQLException {
        statehouse.importOne(
                first,
                one,
                step -> {
                    if (step == Step.RECORDED) {
                        begin(second, other);
                    }
                });
        later.join();

        assertThat(statehouse.ask(LINKED)).containsExactly("HB 1");
        assertThat(statehouse.ask("SELECT file FROM hopper.parked")).isEmpty();
    }

    private void begin(Kind kind, ObjectNode document) {
        later =
                CompletableFuture.runAsync(() -> {
                    try {
                        statehouse.importOne(kind, document, _ -> {});
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
        while (!waits()) {
            assertThat(later).as("waits for the one before it").isNotDone();
            Thread.onSpinWait();
        }
    }

    private boolean waits() {
        try {
            return !statehouse.ask(WAITING).equals(List.of("0"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode document(String text) throws Exception {
        return (ObjectNode) JSON.readTree(text);
    }
}
