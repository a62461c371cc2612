package org.civichopper.cli.doctor;

import java.util.List;
import org.civichopper.model.document.Kind;

/// One thing that stands more than once.
///
/// @param what its natural key, for people
/// @param ids of its rows, the oldest first
record Doubled(Kind kind, String jurisdictionId, String what, List<String> ids) {

    String oldest() {
        return ids.getFirst();
    }

    List<String> others() {
        return ids.subList(1, ids.size());
    }
}
