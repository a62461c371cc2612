package org.civichopper.importer.vote;

import org.civichopper.database.ledger.NaturalKey;

/// What identifies a vote within its session: the first of its dedupe_key, its identifier and what
/// was voted on.
///
/// @param dedupeKey null where there is none
/// @param session its identifier
/// @param billId null for a vote on something else
/// @param organizationId the chamber that voted
public record VoteKey(
        String dedupeKey,
        String session,
        String billId,
        String identifier,
        String motionText,
        String startDate,
        String organizationId) {

    public NaturalKey naturalKey() {
        if (dedupeKey != null) {
            return NaturalKey.of("dedupe", session, dedupeKey);
        }
        return identifier.isEmpty()
                ? NaturalKey.of("motion", session, billId, motionText, startDate, organizationId)
                : NaturalKey.of("identifier", session, billId, identifier);
    }
}
