package org.civichopper.importer.bill;

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
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Quality;

/// What is particular to bills. For one batch.
public final class BillKind implements ObjectKind<SessionBill> {

    private final Map<Key, List<String>> standing = new HashMap<>();

    @Override
    public Kind kind() {
        return Kind.BILL;
    }

    @Override
    public Table table() {
        return BillTables.BILL;
    }

    @Override
    public String newId() {
        return TimeOrderedUuid.next("ocd-bill/");
    }

    @Override
    public Map<Key, String> find(
            Connection connection,
            List<Candidate<SessionBill>> candidates,
            Collection<Candidate<SessionBill>> batch)
            throws SQLException {
        var keys = candidates.stream().map(BillKind::key).distinct().toList();
        var bills = Bills.load(connection, keys);
        var found = new HashMap<Key, String>();
        for (var key : keys) {
            bills.find(key).ifPresent(id -> found.put(key.toLedgerKey(), id));
            standing.put(key.toLedgerKey(), bills.all(key));
        }
        return found;
    }

    @Override
    public Wanted wanted(Candidate<SessionBill> candidate, Before before, DocumentNames names) {
        var subject = candidate.subject();
        var rows = standing.getOrDefault(candidate.key(), List.of());
        names.warnOfSeveral(Quality.AMBIGUOUS_BILL, "document", "one bill that it means", rows);
        names.warnOfSeveralSessions();
        return new BillRows(subject.bill(), subject.session(), names).wanted(before);
    }

    private static BillKey key(Candidate<SessionBill> candidate) {
        var subject = candidate.subject();
        return BillKey.of(
                subject.session().jurisdictionId(),
                subject.session().identifier(),
                subject.bill().identifier());
    }
}
