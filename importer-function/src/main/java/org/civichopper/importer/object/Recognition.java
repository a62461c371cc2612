package org.civichopper.importer.object;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.civichopper.database.ledger.DocumentLedger.Key;

/// Recognises things that have several keys: in the order of the documents' versions, so that a
/// document finds what an older one of the same batch will have made.
public final class Recognition {

    private Recognition() {}

    /// The row of each key.
    ///
    /// @param find the row that a document means, of those that stand and those that are known
    /// @param become makes known that a row will have the keys of a document
    public static <T> Map<Key, String> oldestFirst(
            Collection<Candidate<T>> candidates,
            Function<Candidate<T>, Optional<String>> find,
            Supplier<String> newId,
            BiConsumer<String, T> become) {
        var found = new HashMap<Key, String>();
        candidates.stream()
                .sorted(Comparator.comparing(candidate -> candidate.arrival().version()))
                .forEachOrdered(candidate -> {
                    var id = found.get(candidate.key());
                    if (id == null) {
                        id = find.apply(candidate).orElseGet(newId);
                        found.put(candidate.key(), id);
                    }
                    become.accept(id, candidate.subject());
                });
        return found;
    }
}
