package org.civichopper.importer.vote;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
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

/// What is particular to votes: three ways to recognise one. For one batch.
public final class VoteKind implements ObjectKind<PlacedVote> {

    private final Map<Key, String> dedupeKeys = new HashMap<>();
    private final Map<Key, List<String>> standing = new HashMap<>();

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
            Connection connection,
            List<Candidate<PlacedVote>> candidates,
            Collection<Candidate<PlacedVote>> batch)
            throws SQLException {
        var votes = StandingVotes.load(connection, candidates, batch);
        var recognised =
                Recognition.oldestFirst(candidates, votes::find, this::newId, votes::become);
        standing.putAll(recognised.standing());
        // A document that says no key may win over one that does.
        recognised.taken().forEach((key, id) -> dedupeKeys.put(key, votes.dedupeKey(id)));
        return recognised.taken();
    }

    @Override
    public Wanted wanted(Candidate<PlacedVote> candidate, Before before, DocumentNames names) {
        var rows = standing.getOrDefault(candidate.key(), List.of());
        names.warnOfSeveral(Quality.AMBIGUOUS_VOTE, "document", "one vote that it means", rows);
        names.warnOfSeveralSessions();
        return new VoteRows(candidate.subject(), dedupeKeys.get(candidate.key()), names)
                .wanted(before);
    }
}
