package org.civichopper.importer.bill;

import org.civichopper.importer.resolve.Session;
import org.civichopper.model.document.BillDocument;

/// A bill whose session stands.
public record SessionBill(BillDocument bill, Session session) {}
