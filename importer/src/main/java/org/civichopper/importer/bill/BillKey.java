package org.civichopper.importer.bill;

import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.model.text.BillIdentifier;

/// What identifies a bill: session and normalised identifier. The chamber is not part of it.
public record BillKey(String jurisdictionId, String session, String identifier) {

    /// @param identifier as somebody wrote it
    public static BillKey of(String jurisdictionId, String session, String identifier) {
        return new BillKey(jurisdictionId, session, BillIdentifier.normalised(identifier));
    }

    public Key toLedgerKey() {
        return new Key(jurisdictionId, NaturalKey.of(session, identifier));
    }
}
