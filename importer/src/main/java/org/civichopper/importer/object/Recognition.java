package org.civichopper.importer.object;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.civichopper.database.ledger.DocumentLedger.Key;

/// Recognises things that have several keys: in the order of the documents' versions, so that a
/// document finds what an older one of the same batch will have made.
public final class Recognition {

    /// The rows of each key.
    ///
    /// @param taken the one that its documents mean
    /// @param standing all that stand and that they may mean, the taken one first
    public record Recognised(Map<Key, String> taken, Map<Key, List<String>> standing) {

        Recognised() {
            this(new HashMap<>(), new HashMap<>());
        }
    }

    private Recognition() {}

    /// @param find the rows that a document may mean, of those that stand and those that are known,
    ///   the one that it takes first
    /// @param become makes known that a row will have the keys of a document
    public static <T> Recognised oldestFirst(
            Collection<Candidate<T>> candidates,
            Function<Candidate<T>, List<String>> find,
            Supplier<String> newId,
            BiConsumer<String, Candidate<T>> become) {
        var recognised = new Recognised();
        candidates.stream()
                .sorted(Comparator.comparing(candidate -> candidate.arrival().version()))
                .forEachOrdered(candidate -> {
                    var id = recognised.taken().get(candidate.key());
                    if (id == null) {
                        var meant = find.apply(candidate);
                        id = meant.stream().findFirst().orElseGet(newId);
                        recognised.taken().put(candidate.key(), id);
                        recognised.standing().put(candidate.key(), meant);
                    }
                    become.accept(id, candidate);
                });
        return recognised;
    }
}
