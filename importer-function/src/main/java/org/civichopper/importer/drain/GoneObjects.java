package org.civichopper.importer.drain;

import static java.util.stream.Collectors.partitioningBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.civichopper.database.Database;
import org.civichopper.database.ledger.Receipts;
import org.civichopper.importer.bucket.ByteBudget;

/// Tells objects that are gone because their work is done from those that were lost, or that the
/// ledger has forgotten.
final class GoneObjects {

    private final Database database;
    private final DocumentSource source;

    GoneObjects(Database database, DocumentSource source) {
        this.database = database;
        this.source = source;
    }

    /// The same work, with what is known of the objects that are gone.
    List<Work> explained(List<Work> loaded, ByteBudget budget) throws SQLException {
        var gone =
                loaded.stream()
                        .filter(Work.Gone.class::isInstance)
                        .map(Work.Gone.class::cast)
                        .toList();
        if (gone.isEmpty()) {
            return loaded;
        }
        var asked = gone.stream().map(each -> each.request().gone()).toList();
        Set<Receipts.Gone> handled =
                database.inTransaction(connection -> new Receipts(connection).handled(asked));
        var known =
                gone.stream().collect(partitioningBy(g -> handled.contains(g.request().gone())));
        var work = new ArrayList<>(loaded);
        work.removeAll(gone);
        known.get(true).forEach(each -> work.add(new Work.Done(each.messages())));
        work.addAll(source.loadPutAway(known.get(false), budget));
        return work;
    }
}
