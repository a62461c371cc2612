package org.civichopper.model.document;

import java.util.List;
import java.util.Optional;
import org.civichopper.model.text.WhiteSpace;

/// A vote as a scraper saw it.
///
/// @param bill the bill voted on, unless the vote was on something else
/// @param billIdentifier the bill's identifier as the scraper wrote it; '' where it says nothing
/// @param billAction the description of the action that this vote is; '' where it says nothing
public record VoteEventDocument(
        Head head,
        String session,
        String identifier,
        String motionText,
        Field<List<String>> motionClassification,
        String startDate,
        String result,
        Optional<Reference> organization,
        Optional<Reference> bill,
        String billIdentifier,
        String billAction,
        Field<Optional<String>> dedupeKey,
        Field<Integer> order,
        Field<Json> extras,
        Field<List<Ballot>> votes,
        Field<List<Count>> counts,
        Field<List<Source>> sources)
        implements Document {

    /// How one member voted.
    public record Ballot(String option, String voterName, Optional<Reference> voter, String note) {

        static Ballot read(Fields ballot) {
            ballot.ignore("id", "vote_event_id");
            return new Ballot(
                    ballot.text("option", 50),
                    ballot.text("voter_name", 300),
                    ballot.reference("voter_id"),
                    ballot.textOrEmpty("note", Fields.UNLIMITED));
        }
    }

    public record Count(String option, int value) {

        static Count read(Fields count) {
            count.ignore("id", "vote_event_id");
            return new Count(
                    count.text("option", 50),
                    count.optionalCount("value")
                            .toOptional()
                            .orElseThrow(
                                    () -> count.invalid("value", "a whole number", "nothing")));
        }
    }

    /// The dedupe_key to recognise the vote by: one of blanks is none.
    public Optional<String> recognisedBy() {
        return dedupeKey.orElse(Optional.empty()).filter(key -> !WhiteSpace.isBlank(key));
    }

    static VoteEventDocument read(Head head, Fields vote) {
        vote.ignore("id", "created_at", "updated_at", "bill_id", "bill_action_id");
        vote.ignore("organization_id", "legislative_session_id");
        vote.checkTextsOrNull("end_date");
        var document =
                new VoteEventDocument(
                        head,
                        vote.key("legislative_session", "an identifier", 100),
                        identifier(vote),
                        vote.text("motion_text", Fields.UNLIMITED),
                        vote.optionalTexts("motion_classification"),
                        vote.text("start_date", 25),
                        vote.text("result", 50),
                        vote.reference("organization"),
                        vote.reference("bill"),
                        vote.textOrEmpty("bill_identifier", Fields.UNLIMITED),
                        vote.textOrEmpty("bill_action", Fields.UNLIMITED),
                        vote.nullableText("dedupe_key", 500),
                        vote.optionalCount("order"),
                        vote.optionalObject("extras"),
                        vote.optionalParts("votes", Ballot::read),
                        vote.optionalParts("counts", Count::read),
                        vote.optionalParts("sources", Source::ofVote));
        document.requireKey(vote);
        return document;
    }

    // Blanks identify nothing, and are none.
    private static String identifier(Fields vote) {
        var identifier = vote.textOrEmpty("identifier", 300);
        return WhiteSpace.isBlank(identifier) ? "" : identifier;
    }

    private void requireKey(Fields vote) {
        if (bill.isEmpty() && identifier.isEmpty()) {
            throw vote.invalid("bill", "a bill or an identifier", "neither");
        }
        if (bill.orElse(null) instanceof Reference.Described described
                && described.known("identifier").isEmpty()) {
            throw vote.invalid("bill", "a bill's _id or identifier", described.toString());
        }
    }
}
