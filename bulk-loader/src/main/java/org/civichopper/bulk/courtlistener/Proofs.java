package org.civichopper.bulk.courtlistener;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.civichopper.bulk.bzip2.DamagedException;
import org.civichopper.bulk.bzip2.PartProof;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.LoadSlice;
import org.civichopper.bulk.run.LoadStopped;

/// What the parts of a file prove together: that no block of it is missing, doubled or damaged, and
/// where in what it unpacks to each part begins.
final class Proofs {

    private Proofs() {}

    /// Gives the rejects of later parts their place in the file, too. May be called again.
    ///
    /// @param slices all parts of one file
    /// @throws LoadStopped.Failed where it is damaged
    static void check(Connection connection, List<LoadSlice> slices) throws SQLException {
        var ordered =
                slices.stream()
                        .sorted(
                                Comparator.comparingLong(
                                        slice -> Part.of(slice.checkpoint()).from()))
                        .toList();
        var file = Part.of(ordered.getFirst().checkpoint()).file();
        var proofs =
                ordered.stream()
                        .map(slice -> Part.of(slice.checkpoint()).proof().orElseThrow())
                        .map(proof -> PartProof.parse(proof.asText()))
                        .toList();
        try {
            PartProof.check(proofs, file.bytes());
        } catch (DamagedException e) {
            throw new LoadStopped.Failed(
                    "%s: %s; nothing was promoted".formatted(file.name(), e.getMessage()), e);
        }
        var begin = 0L;
        for (var number = 0; number < ordered.size(); number++) {
            var part = Part.of(ordered.get(number).checkpoint());
            if (!part.isFirst()) {
                new LoadRejects(connection)
                        .move(ordered.get(number), part.place(), part.name() + ", byte ", begin);
            }
            begin += proofs.get(number).bytes();
        }
    }
}
