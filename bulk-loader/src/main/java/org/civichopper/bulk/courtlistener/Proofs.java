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
/// where in what it unpacks to each part begins. A file that is not packed proves its length.
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
        var parts = ordered.stream().map(slice -> Part.of(slice.checkpoint())).toList();
        if (parts.getFirst().isPacked()) {
            check(parts);
        }
        var begin = 0L;
        for (var number = 0; number < parts.size(); number++) {
            var part = parts.get(number);
            if (!part.isFirst()) {
                new LoadRejects(connection)
                        .move(ordered.get(number), part.place(), part.name() + ", byte ", begin);
            }
            begin += part.isPacked() ? proof(part).bytes() : part.to() - part.from();
        }
    }

    private static void check(List<Part> parts) {
        var file = parts.getFirst().file();
        try {
            PartProof.check(parts.stream().map(Proofs::proof).toList(), file.bytes());
        } catch (DamagedException e) {
            throw new LoadStopped.Failed(
                    "%s: %s; nothing was promoted".formatted(file.name(), e.getMessage()), e);
        }
    }

    private static PartProof proof(Part part) {
        return PartProof.parse(part.proof().orElseThrow().asText());
    }
}
