package org.civichopper.importer.vote;

import java.util.Optional;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.importer.resolve.Session;
import org.civichopper.model.document.VoteEventDocument;

/// A vote whose session and bill stand.
///
/// @param billId empty for a vote on something else
/// @param organizationId the chamber that voted
public record PlacedVote(
        VoteEventDocument vote, Session session, Optional<String> billId, String organizationId) {

    /// What identifies the vote: the first of its dedupe_key, its identifier and what was voted on.
    public Key key() {
        var bill = billId.orElse(null);
        var naturalKey =
                vote.recognisedBy()
                        .map(key -> NaturalKey.of("dedupe", key))
                        .orElseGet(() ->
                                vote.identifier().isEmpty()
                                        ? NaturalKey.of(
                                                "motion",
                                                session.identifier(),
                                                bill,
                                                vote.motionText(),
                                                vote.startDate(),
                                                organizationId)
                                        : NaturalKey.of(
                                                "identifier",
                                                session.identifier(),
                                                bill,
                                                vote.identifier()));
        return new Key(session.jurisdictionId(), naturalKey);
    }
}
