package org.civichopper.bulk.openstates;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.civichopper.localcloud.openstates.Asked;
import org.civichopper.localcloud.openstates.InventedStates;
import org.civichopper.localcloud.openstates.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What stands is kept current: what changed is written with all below it, and nothing else is.
@Execution(ExecutionMode.CONCURRENT)
class CurrentTest {

    // Every row with the transaction that wrote it, but for some bills and what is below them.
    private static Set<String> rows(States states, List<String> without) {
        var ids =
                without.stream()
                        .map(id -> "'" + id + "'")
                        .collect(joining(",", "('',", ")"))
                        .replace(",)", ")");
        var ofBill = " WHERE bill_id NOT IN " + ids;
        var tables = new LinkedHashMap<String, String>();
        for (var table : List.of("jurisdictions", "legislative_sessions", "people", "committees")) {
            tables.put(table, "");
        }
        tables.put("bills", " WHERE id NOT IN " + ids);
        for (var table : List.of("bill_sponsorships", "bill_versions", "bill_documents", "votes")) {
            tables.put(table, ofBill);
        }
        tables.put(
                "vote_records",
                " WHERE vote_id IN (SELECT id FROM openstates.votes" + ofBill + ")");
        var rows = new HashSet<String>();
        tables.forEach((table, condition) ->
                rows.addAll(
                        states.ask(
                                "SELECT '%s ' || ctid || ' ' || xmin || ' ' || t FROM openstates.%s t%s"
                                        .formatted(table, table, condition))));
        return rows;
    }

    private static Set<String> rows(States states) {
        return rows(states, List.of());
    }

    @Test
    void threeBillsThatChangedAreWrittenAndNothingElseIsTouched() {
        try (var states = States.empty()) {
            var invented = new InventedStates(1, 200, 2, 6, 3);
            invented.fill(states.api, "nc");
            assertThat(states.load("all", "--jurisdiction", "nc").exitCode()).isZero();
            var changed = invented.edit(states.api, "nc", States.SESSION, 3);
            var before = rows(states, changed);
            states.api.forgetAsked();

            var ran = states.loadBills();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("updated").asInt()).isEqualTo(3);
            assertThat(ran.json().path("inserted").asInt()).isZero();
            assertThat(states.asked(Kind.BILL)).isEqualTo(1);
            assertThat(rows(states, changed)).isEqualTo(before);

            var all = rows(states);
            assertThat(states.load("all", "--jurisdiction", "nc").exitCode()).isZero();
            assertThat(rows(states)).isEqualTo(all);
        }
    }

    @Test
    void aVoteThatIsGoneUpstreamGoesAndTheThirdTimeNothingIsWritten() {
        try (var states = States.ofNorthCarolina()) {
            states.loadBills();
            var bill =
                    states.one(
                            "SELECT bill_id FROM openstates.votes GROUP BY bill_id HAVING count(*) = 2 LIMIT 1");
            var moved = "SELECT updated_at FROM openstates.bills WHERE id = '%s'".formatted(bill);
            var before = states.one(moved);
            // The bill's own time stays: what counts is what it says.
            states.api.change(bill, each -> ((ArrayNode) each.get("votes")).remove(1));
            var ran = states.loadBills("--full");
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(ran.json().path("updated").asInt()).isEqualTo(1);
            assertThat(votes(states, bill)).isEqualTo("1 vote, of 1 with records");
            assertThat(states.one(moved)).isGreaterThan(before);

            var rows = rows(states);
            assertThat(states.loadBills("--full").json().path("unchanged").asInt()).isEqualTo(45);
            assertThat(rows(states)).isEqualTo(rows);
        }
    }

    private static String votes(States states, String bill) {
        return states.one(
                """
                SELECT count(DISTINCT v.id) || ' vote, of ' || count(DISTINCT r.vote_id) || ' with records'
                  FROM openstates.votes v LEFT JOIN openstates.vote_records r ON r.vote_id = v.id
                 WHERE v.bill_id = '%s'
                """
                        .formatted(bill));
    }

    @Test
    void billsThatUpstreamNoLongerListsGoOnlyWithFullAndNotTooManyAtOnce() {
        try (var states = States.ofNorthCarolina()) {
            states.loadBills();
            var bills = states.bills();
            bills.subList(0, 5).forEach(states.api::remove);
            assertThat(states.loadBills().exitCode()).isZero();
            assertThat(count(states)).isEqualTo("45");
            var full = states.loadBills("--full");
            assertThat(full.exitCode()).as(full.err()).isZero();
            assertThat(full.json().path("deleted").asInt()).isEqualTo(5);
            assertThat(count(states)).isEqualTo("40");

            bills.subList(5, 20).forEach(states.api::remove);
            var shrunken = states.loadBills("--full");
            assertThat(shrunken.exitCode()).isEqualTo(1);
            assertThat(shrunken.error()).contains("--max-shrink").contains("--force");
            assertThat(count(states)).isEqualTo("40");
            assertThat(states.loadBills("--full", "--force").exitCode()).isZero();
            assertThat(count(states)).isEqualTo("25");
        }
    }

    private static String count(States states) {
        return states.one("SELECT count(*) FROM openstates.bills");
    }

    @Test
    void onlySoManyBillsAreReadAndTheNextRunGoesOnBehindThem() {
        try (var states = States.ofNorthCarolina()) {
            states.load("jurisdictions");
            var bills = states.bills();
            for (var run = 1; run <= 4; run++) {
                var ran = states.loadBills("--max-items", "15");
                assertThat(ran.exitCode()).as(ran.err()).isZero();
                assertThat(states.ask("SELECT id FROM openstates.bills"))
                        .containsExactlyInAnyOrderElementsOf(
                                bills.subList(0, Math.min(15 * run, bills.size())));
            }
        }
    }

    @Test
    void onlySoManyAreReadAlsoWhereMoreThanAPageChangedAtOneInstant() {
        try (var states = States.ofNorthCarolina()) {
            states.load("jurisdictions");
            var all = states.bills().size();
            for (var bill : states.bills()) {
                states.api.change(bill, each -> each.put("updated_at", "2030-01-01T00:00:00Z"));
            }
            for (var run = 1; 15 * (run - 1) < all; run++) {
                var ran = states.loadBills("--max-items", "15");
                assertThat(ran.exitCode()).as(ran.err()).isZero();
                assertThat(states.one("SELECT count(*) FROM openstates.bills"))
                        .isEqualTo("" + Math.min(15 * run, all));
            }
        }
    }

    @Test
    void whatIsAskedSinceADateMovesNoWatermark() {
        try (var states = States.ofNorthCarolina()) {
            states.loadBills();
            var mark = "SELECT value FROM hopper.load_watermark";
            var before = states.one(mark);
            states.api.touch(states.bills().getFirst());
            assertThat(states.loadBills("--updated-since", "2020-01-01").exitCode()).isZero();
            assertThat(states.loadBills("--days", "20000").exitCode()).isZero();
            assertThat(states.one(mark)).isEqualTo(before);
            assertThat(states.api.asked().getLast().parameter("updated_since"))
                    .matches("\\d{4}-\\d\\d-\\d\\dT00:00:00");
            assertThat(states.loadBills().exitCode()).isZero();
            assertThat(states.one(mark)).isGreaterThan(before);
            assertThat(states.api.asked().getLast().parameter("updated_since"))
                    .as("ten minutes before the watermark, without a zone")
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{6})?");
        }
    }

    @Test
    void anInstantIsTheSameInWhateverZoneItIsWritten() {
        try (var states = States.ofNorthCarolina()) {
            var bill = states.bills().getLast();
            states.api.change(bill, each -> each.put("updated_at", "2030-01-01T02:30:00.5+05:00"));
            assertThat(states.loadBills().exitCode()).isZero();
            assertThat(
                            states.one(
                                    "SELECT openstates_updated_at AT TIME ZONE 'UTC' FROM openstates.bills WHERE id = '%s'"
                                            .formatted(bill)))
                    .isEqualTo("2029-12-31 21:30:00.5");
            assertThat(states.one("SELECT value FROM hopper.load_watermark"))
                    .isEqualTo("2029-12-31T21:30:00.500000Z");
        }
    }

    @Test
    void aCharacterThatNoDatabaseHoldsTakesNothingElseAlong() {
        try (var states = States.ofNorthCarolina()) {
            var bill = states.bills().getFirst();
            states.api.change(
                    bill,
                    each ->
                            each.put("title", "a\u0000b")
                                    .putArray("subject")
                                    .add("c\u0000d")
                                    .add("e\\u0000f"));
            assertThat(states.loadBills().exitCode()).isZero();
            assertThat(
                            states.one(
                                    "SELECT title || (subject ->> 0) || (subject ->> 1) FROM openstates.bills WHERE id = '%s'"
                                            .formatted(bill)))
                    .isEqualTo("a\ufffdbc\ufffdde\\u0000f");
            assertThat(states.loadBills("--full").json().path("unchanged").asInt()).isEqualTo(45);
        }
    }

    @Test
    void whatIsNoBillIsARejectAndTheOthersCome() {
        try (var states = States.ofNorthCarolina()) {
            var bills = states.bills();
            states.api.garble(bills.get(0), bill -> bill.remove("id"));
            states.api.garble(bills.get(1), bill -> bill.put("classification", "bill"));
            states.api.garble(bills.get(2), bill -> bill.put("title", 5));
            var ran = states.loadBills();
            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(3);
            assertThat(ran.json().path("rejected").asInt()).isEqualTo(3);
            assertThat(count(states)).isEqualTo("42");
            assertThat(
                            states.ask(
                                    "SELECT expected || ', found ' || found FROM hopper.load_reject ORDER BY 1"))
                    .containsExactly(
                            "classification: a list, found \"bill\"",
                            "id: a text, found nothing",
                            "title: a text, found 5");
            assertThat(
                            states.one(
                                    "SELECT status || items_processed || items_failed FROM openstates.ingestion_logs WHERE operation_type = 'bills'"))
                    .isEqualTo("completed423");
            var strict = states.loadBills("--full", "--max-rejects", "0.001");
            assertThat(strict.exitCode()).isEqualTo(1);
            assertThat(strict.error()).contains("--rejects shows them");
        }
    }

    @Test
    void aCommitteeGoesAndAPersonKeepsTheRowWhenNoLongerListed() {
        try (var states = States.ofNorthCarolina()) {
            states.load("all", "--jurisdiction", "nc");
            var committee =
                    states.one(
                            "SELECT id FROM openstates.committees c WHERE NOT EXISTS (SELECT FROM openstates.committees WHERE parent_id = c.id) LIMIT 1");
            var person =
                    states.one(
                            "SELECT id FROM openstates.people WHERE \"current_role\" IS NOT NULL LIMIT 1");
            states.api.remove(committee);
            states.api.change(person, each -> each.remove("current_role"));
            assertThat(states.load("people", "--jurisdiction", "nc").exitCode()).isZero();
            assertThat(states.load("committees", "--jurisdiction", "nc").exitCode()).isZero();
            assertThat(
                            states.ask(
                                    "SELECT \"current_role\" FROM openstates.people WHERE id = '%s'"
                                            .formatted(person)))
                    .containsExactly((String) null);
            assertThat(states.ask("SELECT id FROM openstates.committees"))
                    .isNotEmpty()
                    .doesNotContain(committee);
        }
    }

    @Test
    void aListOfPeopleThatIsEmptyAtOnceIsAMistakeOfTheSource() {
        try (var states = States.ofNorthCarolina()) {
            states.load("people", "--jurisdiction", "nc");
            states.ask("SELECT id FROM openstates.people").forEach(states.api::remove);
            var ran = states.load("people", "--jurisdiction", "nc");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("expected at least 1, found 0");
        }
    }

    @Test
    void aSummaryThatUsersMadeIsRefreshedByARunThatChangedBills() {
        try (var states = States.ofNorthCarolina()) {
            states.load("jurisdictions");
            states.execute(
                    """
                    SET search_path = openstates;
                    CREATE INDEX idx_bills_title_search ON bills USING gin (to_tsvector('english', title));
                    CREATE INDEX idx_bills_subject ON bills USING gin (subject);
                    CREATE MATERIALIZED VIEW bill_summary AS SELECT count(*) AS bills FROM bills
                    """);
            states.loadBills();
            assertThat(states.one("SELECT bills FROM openstates.bill_summary")).isEqualTo("45");
        }
    }

    @Test
    void requestsAskForAllIncludesAndNoItemByItself() {
        try (var states = States.ofNorthCarolina()) {
            states.load("all", "--jurisdiction", "nc");
            assertThat(states.api.asked())
                    .allSatisfy(asked -> assertThat(asked.header("X-API-KEY")).isNotEmpty())
                    .filteredOn(Asked.list(Kind.BILL))
                    .allSatisfy(asked -> {
                        assertThat(asked.parameters("include")).hasSize(10);
                        assertThat(asked.parameter("per_page")).isEqualTo("20");
                    });
        }
    }
}
