package org.civichopper.importer.vote;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.ObjectKind;
import org.civichopper.importer.object.Recognition;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Quality;
import org.civichopper.model.document.Warning;

/// What is particular to votes: three ways to recognise one. For one batch.
public final class VoteKind implements ObjectKind<PlacedVote> {

    private final Map<Key, String> dedupeKeys = new HashMap<>();
    private final Map<Key, Integer> several = new HashMap<>();

    @Override
    public Kind kind() {
        return Kind.VOTE_EVENT;
    }

    @Override
    public Table table() {
        return VoteTables.VOTE_EVENT;
    }

    @Override
    public String newId() {
        return TimeOrderedUuid.next("ocd-vote/");
    }

    @Override
    public boolean hasSeveralKeys() {
        return true;
    }

    @Override
    public Map<Key, String> find(
            Connection connection, Collection<Candidate<PlacedVote>> candidates)
            throws SQLException {
        var standing =
                StandingVotes.load(
                        connection, candidates.stream().map(Candidate::subject).toList());
        var found =
                Recognition.oldestFirst(
                        candidates,
                        candidate -> {
                            var meant = standing.find(candidate.subject());
                            several.put(candidate.key(), meant.size());
                            return meant.stream().findFirst();
                        },
                        this::newId,
                        standing::become);
        // A document that says no key may win over one that does.
        found.forEach((key, id) -> dedupeKeys.put(key, standing.dedupeKey(id)));
        return found;
    }

    @Override
    public Wanted wanted(Candidate<PlacedVote> candidate, Before before, DocumentNames names) {
        if (several.get(candidate.key()) > 1) {
            names.warn(
                    new Warning(
                            Quality.AMBIGUOUS_VOTE,
                            "document",
                            "one vote in the tables that it means",
                            several.get(candidate.key()) + ", of which the last changed is taken"));
        }
        return new VoteRows(candidate.subject(), dedupeKeys.get(candidate.key()), names)
                .wanted(before);
    }
}
