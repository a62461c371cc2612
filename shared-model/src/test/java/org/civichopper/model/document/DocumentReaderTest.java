package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.ScrapedJson.bill;
import static org.civichopper.model.document.ScrapedJson.event;
import static org.civichopper.model.document.ScrapedJson.jurisdiction;
import static org.civichopper.model.document.ScrapedJson.read;
import static org.civichopper.model.document.ScrapedJson.readBill;
import static org.civichopper.model.document.ScrapedJson.vote;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    @Test
    void whatABillLeavesOutIsAbsentAndNotEmpty() {
        var bill = readBill(bill());

        assertThat(
                        List.of(
                                bill.fromOrganization(),
                                bill.classification(),
                                bill.subject(),
                                bill.citations(),
                                bill.extras(),
                                bill.actions(),
                                bill.sources()))
                .allMatch(Field.absent()::equals);
    }

    @Test
    void nullIsGivenAndIsTheEmptyValue() {
        var bill =
                readBill(
                        bill(
                                """
                                , "from_organization": null, "classification": null,
                                  "citations": null, "extras": null, "actions": null
                                """));

        assertThat(bill.fromOrganization()).isEqualTo(Field.given(Optional.empty()));
        assertThat(bill.classification()).isEqualTo(Field.given(List.of()));
        assertThat(bill.citations()).isEqualTo(Field.given(new Json("{}")));
        assertThat(bill.extras()).isEqualTo(Field.given(new Json("{}")));
        assertThat(bill.actions()).isEqualTo(Field.given(List.of()));
    }

    @Test
    void anEmptyCollectionIsGiven() {
        assertThat(readBill(bill(", \"actions\": [], \"citations\": []")))
                .returns(Field.given(List.of()), BillDocument::actions)
                .returns(Field.given(new Json("[]")), BillDocument::citations);
    }

    @Test
    void aDedupeKeyTellsAbsentNullAndGivenApart() {
        assertThat(dedupeKey("")).isEqualTo(Field.absent());
        assertThat(dedupeKey(", \"dedupe_key\": null")).isEqualTo(Field.given(Optional.empty()));
        assertThat(dedupeKey(", \"dedupe_key\": \"\"")).isEqualTo(Field.given(Optional.of("")));
    }

    @Test
    void aPartIsBuiltWholeWhateverItLeavesOut() {
        var versions = readBill(bill(", \"versions\": [{\"note\": \"Draft\"}]")).versions();

        assertThat(versions)
                .isEqualTo(
                        Field.given(
                                List.of(
                                        new BillDocument.Version(
                                                "Draft", "", "", new Json("{}"), List.of()))));
    }

    @Test
    void anActionsChamberHasTwoNames() {
        var upper = "\"~{\\\"classification\\\": \\\"upper\\\"}\"";
        for (var name : new String[] {"organization_id", "organization"}) {
            var actions =
                    ", \"actions\": [{\"description\": \"d\", \"date\": \"2026\", \"%s\": %s}]"
                            .formatted(name, upper);

            assertThat(
                            readBill(bill(actions))
                                    .actions()
                                    .orElse(List.of())
                                    .getFirst()
                                    .organization())
                    .as(name)
                    .get()
                    .returns(Optional.of("upper"), chamber -> chamber.known("classification"));
        }
    }

    @ParameterizedTest
    @CsvSource({"x, 300", "🦀, 600"})
    void aLongNoteIsCutAtThreeHundredCodePoints(String character, int length) {
        var versions = ", \"versions\": [{\"note\": \"" + character.repeat(301) + "\"}]";

        var note = readBill(bill(versions)).versions().orElse(List.of()).getFirst().note();

        assertThat(note).isEqualTo(character.repeat(300)).hasSize(length);
    }

    @Test
    void aNoteOfThreeHundredCodePointsIsLeftAlone() {
        var media = ", \"media\": [{\"note\": \"" + "🦀".repeat(300) + "\"}]";

        assertThat(readEvent(media).media().orElse(List.of()).getFirst().note()).hasSize(600);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "7.9, 7", "0.1, 0", "2147483647.5, 2147483647"})
    void anOffsetBecomesAWholeNumber(String written, int seconds) {
        var media = ", \"media\": [{\"note\": \"n\", \"offset\": " + written + "}]";

        assertThat(readEvent(media).media().orElse(List.of()).getFirst().offset())
                .contains(seconds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"committee_id\": \"c\"                          |   | c",
                "\"committee_id\": \"c\", \"legislator_id\": null   |   | c",
                "\"committee_id\": null, \"legislator_id\": \"l\"   | l |  ",
                "\"committee_id\": \"c\", \"legislator_id\": \"l\"  | l |  ",
                "\"organization_id\": \"c\", \"person_id\": null    |   |  ",
            })
    void ofAParticipantsReferencesTheFirstCounts(String given, String person, String organization) {
        var participants = ", \"participants\": [{\"name\": \"n\", " + given + "}]";

        var who = readEvent(participants).participants().orElse(List.of()).getFirst().who();

        assertThat(who.person()).isEqualTo(Optional.ofNullable(person).map(Reference.Scraped::new));
        assertThat(who.organization())
                .isEqualTo(Optional.ofNullable(organization).map(Reference.Scraped::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"bill\": null", ", \"bill\": \"\""})
    void aVoteMayHaveNoBill(String bill) {
        assertThat(((VoteEventDocument) read(Kind.VOTE_EVENT, vote(bill))).bill()).isEmpty();
    }

    @Test
    void aPseudoIdIsWhatTheScraperKnows() {
        var vote =
                vote(", \"bill\": \"~{\\\"identifier\\\": \\\"HB 1\\\", \\\"chamber\\\": null}\"");

        assertThat(((VoteEventDocument) read(Kind.VOTE_EVENT, vote)).bill())
                .contains(
                        new Reference.Described(
                                "~{\"identifier\": \"HB 1\", \"chamber\": null}",
                                Map.of("identifier", "HB 1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"id\": \"x\", \"created_at\": 7, \"updated_at\": [], \"first_action_date\": {}",
                ", \"abstracts\": [{\"abstract\": \"a\", \"date\": \"2026\"}]",
                ", \"other_identifiers\": [{\"identifier\": \"i\", \"scheme\": \"s\", \"note\": null}]",
                ", \"jurisdiction\": {\"id\": \"x\"}, \"scraped_at\": \"2026\"",
            })
    void fieldsThatHaveNoColumnOrNotTheDocumentsAreDroppedWithoutAWord(String fields) {
        assertThat(readBill(bill(fields)).title()).isEqualTo("An Act");
    }

    @Test
    void aSessionMayBringWhatIsDropped() {
        var sessions =
                """
                , "legislative_sessions": [{"identifier": "153", "name": "153rd", "start_date": "2025",
                   "end_date": "", "_scraped_name": "x", "extras": {"a": 1}}]
                """;

        var document = (JurisdictionDocument) read(Kind.JURISDICTION, jurisdiction(sessions));

        assertThat(document.sessions().orElse(List.of()))
                .containsExactly(
                        new JurisdictionDocument.Session(
                                "153", "153rd", "2025", "", Field.absent(), Field.absent()));
    }

    @Test
    void theTimeOfTheScrapeIsRead() {
        assertThat(head(", \"scraped_at\": \"2026-01-04T08:31:20+01:00\"").scrapedAt())
                .contains(Instant.parse("2026-01-04T07:31:20Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"\"", "\"2026-01-04\"", "\"soon\"", "\"+99999-01-01T00:00:00Z\""})
    void aTimeThatNobodyCanReadOrStoreIsNone(String time) {
        assertThat(head(", \"scraped_at\": " + time).scrapedAt()).isEmpty();
    }

    private static Head head(String more) {
        return readBill(bill(more)).head();
    }

    private static EventDocument readEvent(String more) {
        return (EventDocument) read(Kind.EVENT, event(more));
    }

    private static Field<Optional<String>> dedupeKey(String more) {
        return ((VoteEventDocument) read(Kind.VOTE_EVENT, vote(more))).dedupeKey();
    }
}
