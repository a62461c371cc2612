package org.civichopper.importer.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.civichopper.database.lock.Locks.Mode;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Limits;
import org.junit.jupiter.api.Test;

class LockPlanTest {

    private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);
    private static final Arrival JURISDICTION =
            arrival(
                    Kind.JURISDICTION,
                    "de",
                    """
                    {"_id": "j", "name": "n", "classification": "state", "division_id": "d"}
                    """);
    private static final Arrival ORGANIZATION =
            arrival(
                    Kind.ORGANIZATION,
                    "de",
                    """
                    {"_id": "o", "name": "n", "classification": "committee"}
                    """);

    @Test
    void aBillSharesItsJurisdictionAndHasItsKeyAlone() {
        var plan = LockPlan.of(List.of(bill("de", "b1", "HB0010", "")));

        assertThat(plan.jurisdictions()).isEqualTo(Map.of("jurisdiction de", Mode.SHARED));
        assertThat(plan.bills()).hasSize(1);
        assertThat(plan.bills().values()).containsOnly(Mode.EXCLUSIVE);
    }

    @Test
    void howABillIsSpelledDoesNotMatter() {
        assertThat(bills(bill("de", "b1", "HB0010", "")))
                .isEqualTo(bills(bill("de", "b1", "hb 10", "")));
    }

    @Test
    void billsOfDifferentKeysOrJurisdictionsDoNotWaitForEachOther() {
        var bill = bills(bill("de", "b1", "HB 10", ""));

        assertThat(bill).doesNotContainAnyElementsOf(bills(bill("de", "b2", "HB 11", "")));
        assertThat(bill).doesNotContainAnyElementsOf(bills(bill("ny", "b2", "HB 10", "")));
    }

    @Test
    void aBillLocksTheBillsThatItNames() {
        var related =
                """
                , "related_bills": [{"identifier": "SB0009", "legislative_session": "152",
                                     "relation_type": "companion"}]
                """;
        var target =
                arrival(
                        Kind.BILL,
                        "de",
                        """
                        {"_id": "b2", "legislative_session": "152", "identifier": "SB 9", "title": "t"}
                        """);

        assertThat(bills(bill("de", "b1", "HB 10", related))).containsAnyElementsOf(bills(target));
    }

    @Test
    void aVoteLocksTheBillWhoseIdentifierItNames() {
        var bill = bills(bill("de", "b1", "HB 10", ""));

        assertThat(bills(vote(", \"bill\": \"~{\\\"identifier\\\": \\\"HB0010\\\"}\"")))
                .isEqualTo(bill);
        assertThat(bills(vote(", \"bill\": \"b0\", \"bill_identifier\": \"HB 10\"")))
                .isEqualTo(bill);
    }

    @Test
    void whoNamesABillOrAVoteByItsIdAloneHasTheJurisdictionAlone() {
        var byId =
                List.of(
                        vote(", \"bill\": \"b1\""),
                        event("{\"name\": \"Item\", \"bill_id\": \"b1\"}"),
                        event("{\"name\": \"Item\", \"vote_event_id\": \"v1\"}"));

        for (var one : byId) {
            assertThat(LockPlan.of(List.of(one)))
                    .isEqualTo(
                            new LockPlan(
                                    Map.of("jurisdiction de", Mode.EXCLUSIVE), Map.of(), Map.of()));
        }
    }

    @Test
    void aVoteLocksWhatItIsLookedUpBy() {
        var known = vote(", \"dedupe_key\": \"k\", \"identifier\": \"7\"");

        assertThat(votesAndEvents(known)).hasSize(2);
        assertThat(votesAndEvents(vote(", \"bill\": \"b1\""))).isEmpty();
    }

    @Test
    void anAgendaLocksWhatItNamesWhateverTheSession() {
        var event =
                event(
                        """
                        {"name": "Item", "bill_id": "~{\\"identifier\\": \\"hb0010\\"}"},
                        {"name": "Item", "vote_event_id": "~{\\"identifier\\": \\"7\\"}"}
                        """);
        var vote = votesAndEvents(vote(", \"identifier\": \"7\""));

        assertThat(bills(event)).isEqualTo(bills(bill("de", "b1", "HB 10", "")));
        assertThat(votesAndEvents(event)).containsAllEntriesOf(vote);
    }

    @Test
    void whatChangesAJurisdictionHasItAlone() {
        for (var changing : List.of(JURISDICTION, ORGANIZATION)) {
            var both =
                    List.of(bill("de", "b1", "HB 1", ""), changing, bill("ny", "b2", "HB 1", ""));

            assertThat(LockPlan.of(both).jurisdictions())
                    .isEqualTo(
                            Map.of(
                                    "jurisdiction de", Mode.EXCLUSIVE,
                                    "jurisdiction ny", Mode.SHARED));
        }
    }

    @Test
    void upToFiveHundredKeysAreLockedOneByOne() {
        var plan = LockPlan.of(bills(500));

        assertThat(plan.bills()).hasSize(500);
        assertThat(plan.jurisdictions()).containsValue(Mode.SHARED);
    }

    @Test
    void withMoreKeysTheJurisdictionIsLockedInstead() {
        var many = new ArrayList<>(bills(500));
        many.add(
                vote(
                        ", \"dedupe_key\": \"k\", \"identifier\": \"\", \"bill\": \"~{\\\"identifier\\\": \\\"HB 1\\\"}\""));
        var plan = LockPlan.of(many);

        assertThat(plan.jurisdictions()).isEqualTo(Map.of("jurisdiction de", Mode.EXCLUSIVE));
        assertThat(plan.bills()).isEmpty();
        assertThat(plan.votesAndEvents()).isEmpty();
    }

    @Test
    void theOrderOfArrivalDoesNotMatter() {
        var arrivals = new ArrayList<>(bills(20));
        arrivals.add(JURISDICTION);

        assertThat(LockPlan.of(arrivals.reversed())).isEqualTo(LockPlan.of(arrivals));
    }

    private static Map<String, Mode> votesAndEvents(Arrival arrival) {
        return LockPlan.of(List.of(arrival)).votesAndEvents();
    }

    private static Arrival event(String entities) {
        return arrival(
                Kind.EVENT,
                "de",
                """
                {"_id": "e", "name": "Hearing", "start_date": "2025-01-20",
                 "agenda": [{"description": "d", "related_entities": [%s]}]}
                """
                        .formatted(entities));
    }

    private static Set<String> bills(Arrival arrival) {
        return new HashSet<>(LockPlan.of(List.of(arrival)).bills().keySet());
    }

    private static List<Arrival> bills(int count) {
        return IntStream.range(0, count).mapToObj(i -> bill("de", "b" + i, "HB " + i, "")).toList();
    }

    private static Arrival bill(
            String jurisdictionId, String scrapedId, String identifier, String more) {
        return arrival(
                Kind.BILL,
                jurisdictionId,
                """
                {"_id": "%s", "legislative_session": "153", "identifier": "%s", "title": "t" %s}
                """
                        .formatted(scrapedId, identifier, more));
    }

    private static Arrival vote(String more) {
        return arrival(
                Kind.VOTE_EVENT,
                "de",
                """
                {"_id": "v", "legislative_session": "153", "motion_text": "m", "start_date": "2026",
                 "result": "pass" %s}
                """
                        .formatted(more));
    }

    private static Arrival arrival(Kind kind, String jurisdictionId, String json) {
        var content = json.getBytes(StandardCharsets.UTF_8);
        var document = READER.read(kind, content);
        return new Arrival(
                document,
                content,
                jurisdictionId,
                DocumentVersion.of(document.head(), Instant.EPOCH, ""),
                "file",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
