package org.civichopper.importer.bill;

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
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.Kind;

/// What is particular to bills.
public final class BillKind implements ObjectKind<SessionBill> {

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
            Connection connection, Collection<Candidate<SessionBill>> candidates)
            throws SQLException {
        var keys = candidates.stream().map(BillKind::key).distinct().toList();
        var bills = Bills.load(connection, keys);
        var found = new HashMap<Key, String>();
        for (var key : keys) {
            bills.find(key).ifPresent(id -> found.put(key.toLedgerKey(), id));
        }
        return found;
    }

    @Override
    public Wanted wanted(Candidate<SessionBill> candidate, Before before, DocumentNames names) {
        var subject = candidate.subject();
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
