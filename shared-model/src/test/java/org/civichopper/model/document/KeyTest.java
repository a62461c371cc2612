package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.ScrapedJson.bill;
import static org.civichopper.model.document.ScrapedJson.event;
import static org.civichopper.model.document.ScrapedJson.jurisdiction;
import static org.civichopper.model.document.ScrapedJson.read;
import static org.civichopper.model.document.ScrapedJson.rejection;
import static org.civichopper.model.document.ScrapedJson.vote;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What nothing is left of once blanks of every kind are taken away keys nothing.
class KeyTest {

    private static final String[] NOTHING = {
        "null", "\"\"", "\"  \"", "\"\u00a0\"", "\"\u2003\\t\u3000\""
    };

    @ParameterizedTest
    @CsvSource({
        "JURISDICTION, _id, text",
        "JURISDICTION, division_id, an identifier",
        "JURISDICTION, classification, text",
        "ORGANIZATION, name, text",
        "ORGANIZATION, classification, text",
        "BILL, legislative_session, an identifier",
        "BILL, identifier, an identifier",
        "VOTE_EVENT, legislative_session, an identifier",
        "EVENT, name, text",
    })
    void aDocumentWithoutItsKeyIsRejected(Kind kind, String field, String expected) {
        for (var nothing : NOTHING) {
            var document = ScrapedJson.of(kind, ", \"" + field + "\": " + nothing);

            assertThat(rejection(kind, document))
                    .hasMessage(
                            "%s: expected %s, found %s",
                            field, expected, nothing.replace("\\t", "\t"));
        }
    }

    @Test
    void aSessionWithoutIdentifierRejectsItsJurisdiction() {
        for (var nothing : NOTHING) {
            var sessions =
                    """
                    , "legislative_sessions": [
                      {"identifier": "1", "name": "1", "start_date": "2025", "end_date": ""},
                      {"identifier": %s, "name": "2", "start_date": "2026", "end_date": ""}]
                    """
                            .formatted(nothing);

            assertThat(rejection(Kind.JURISDICTION, jurisdiction(sessions)).getMessage())
                    .startsWith(
                            "legislative_sessions[1].identifier: expected an identifier, found");
        }
    }

    @Test
    void anEventWithAKeyOfItsOwnNeedsNoName() {
        var named = ", \"name\": \"\", \"dedupe_key\": ";

        assertThat(read(Kind.EVENT, event(named + "\"k\"")).kind()).isEqualTo(Kind.EVENT);
        assertThat(rejection(Kind.EVENT, event(named + "\"\u00a0\"")))
                .hasMessage("name: expected text, found \"\"");
    }

    @Test
    void blanksAreNoDedupeKeyAndNoIdentifierOfAVote() {
        var vote =
                (VoteEventDocument)
                        read(
                                Kind.VOTE_EVENT,
                                vote(
                                        """
                                        , "identifier": "\u00a0", "dedupe_key": " ", "bill": "b1"
                                        """));

        assertThat(vote.identifier()).isEmpty();
        assertThat(vote.recognisedBy()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"bill\": \"\"", ", \"bill\": \" \"", ", \"dedupe_key\": \"k\""})
    void aVoteOnNothingThatIsCalledNothingIsRejected(String more) {
        assertThat(rejection(Kind.VOTE_EVENT, vote(", \"identifier\": \" \"" + more)))
                .hasMessage("bill: expected a bill or an identifier, found neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~{}", "~{\\\"identifier\\\":\\\" \\\"}"})
    void aVoteOnABillThatIsCalledNothingIsRejected(String bill) {
        assertThat(rejection(Kind.VOTE_EVENT, vote(", \"bill\": \"" + bill + '"')))
                .hasMessage(
                        "bill: expected a bill's _id or identifier, found %s",
                        bill.replace("\\", ""));
    }

    @Test
    void whatIsOnlyMentionedMayBeCalledNothing() {
        var mentions =
                """
                , "related_bills": [{"identifier": "", "legislative_session": "", "relation_type": ""}],
                  "other_identifiers": [{"identifier": ""}],
                  "sponsorships": [{"name": "", "classification": ""}]
                """;

        assertThat(read(Kind.BILL, bill(mentions)).kind()).isEqualTo(Kind.BILL);
    }
}
