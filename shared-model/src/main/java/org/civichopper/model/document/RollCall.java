package org.civichopper.model.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.civichopper.model.document.VoteEventDocument.Ballot;

/// Whether the votes of a vote event agree with its counts, and with each other.
final class RollCall {

    private RollCall() {}

    /// A vote event that has only counts, or only votes, has nothing to disagree.
    static List<Warning> warnings(VoteEventDocument vote) {
        var warnings = new ArrayList<Warning>();
        var votes = vote.votes().orElse(List.of());
        var counts = vote.counts().orElse(List.of());
        if (!votes.isEmpty() && !counts.isEmpty()) {
            addUneven(votes, counts, warnings);
        }
        addDoubled(votes, warnings);
        return warnings;
    }

    // One warning for a vote event, with the first option of which the numbers differ.
    private static void addUneven(
            List<Ballot> votes, List<VoteEventDocument.Count> counts, List<Warning> warnings) {
        var missing = new TreeMap<String, Long>();
        counts.forEach(count -> missing.merge(count.option(), (long) count.value(), Long::sum));
        votes.forEach(ballot -> missing.merge(ballot.option(), -1L, Long::sum));
        missing.values().removeIf(difference -> difference == 0);
        if (!missing.isEmpty()) {
            var option = missing.firstKey();
            var cast = votes.stream().filter(b -> b.option().equals(option)).count();
            warnings.add(
                    new Warning(
                            Quality.UNEVEN_ROLL_CALL,
                            "counts",
                            cast + " " + option + ", as many as the votes",
                            Long.toString(cast + missing.get(option))));
        }
    }

    private record Voter(String name, Object reference) {}

    private static void addDoubled(List<Ballot> votes, List<Warning> warnings) {
        var seen = new HashSet<Voter>();
        for (int i = 0; i < votes.size(); i++) {
            var ballot = votes.get(i);
            if (!seen.add(new Voter(ballot.voterName(), ballot.voter()))) {
                warnings.add(
                        new Warning(
                                Quality.DOUBLED_VOTER,
                                "votes[" + i + "].voter_name",
                                "every voter once",
                                '"' + ballot.voterName() + "\" again"));
            }
        }
    }
}
