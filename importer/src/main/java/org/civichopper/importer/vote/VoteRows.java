package org.civichopper.importer.vote;

import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.PersonPlace;
import org.civichopper.database.ledger.UnmatchedPeople.Row;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.Json;
import org.civichopper.model.document.VoteEventDocument.Ballot;

/// A vote as the rows it should stand as.
final class VoteRows {

    private final PlacedVote placed;
    private final String dedupeKey;
    private final DocumentNames names;

    /// @param dedupeKey of a row that is new, should the document not say one
    VoteRows(PlacedVote placed, String dedupeKey, DocumentNames names) {
        this.placed = placed;
        this.dedupeKey = dedupeKey;
        this.names = names;
    }

    Wanted wanted(Before before) {
        var vote = placed.vote();
        return Wanted.row(
                        vote.identifier(),
                        vote.motionText(),
                        before.keep(
                                "motion_classification", vote.motionClassification(), List.of()),
                        vote.startDate(),
                        vote.result(),
                        before.keep("extras", vote.extras(), Json.EMPTY_OBJECT),
                        placed.billId().orElse(null),
                        placed.session().id(),
                        placed.organizationId(),
                        before.keep("order", vote.order(), 0),
                        before.keep(
                                "dedupe_key",
                                vote.dedupeKey().map(key -> key.orElse(null)),
                                dedupeKey))
                .with(
                        List.of(
                                Wanted.numbered(vote.votes(), this::ballot),
                                Wanted.rows(vote.counts(), c -> Wanted.row(c.option(), c.value())),
                                Wanted.rows(vote.sources(), s -> Wanted.row(s.url(), s.note()))));
    }

    private Wanted ballot(int position, Ballot ballot) {
        var row =
                new Row(
                        PersonPlace.VOTER,
                        ballot.voterName(),
                        "",
                        ballot.option() + " " + ballot.note());
        return Wanted.row(
                ballot.option(),
                ballot.voterName(),
                ballot.note(),
                names.person(
                        row,
                        () -> "votes[" + position + "].voter_id",
                        ballot.voter(),
                        votingChamber()));
    }

    // A voter sits in the chamber that voted, whatever the voter's own reference says.
    private Optional<String> votingChamber() {
        return placed.vote().organization().flatMap(r -> r.known("classification"));
    }
}
