package org.civichopper.importer.vote;

import java.util.Optional;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.importer.resolve.Session;
import org.civichopper.model.document.VoteEventDocument;

/// A vote whose session and bill stand.
///
/// @param billId empty for a vote on something else
/// @param organizationId the chamber that voted
public record PlacedVote(
        VoteEventDocument vote, Session session, Optional<String> billId, String organizationId) {

    public Key key() {
        var key =
                new VoteKey(
                        vote.recognisedBy().orElse(null),
                        session.identifier(),
                        billId.orElse(null),
                        vote.identifier(),
                        vote.motionText(),
                        vote.startDate(),
                        organizationId);
        return new Key(session.jurisdictionId(), key.naturalKey());
    }
}
