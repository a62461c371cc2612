/// The ledger: what Hopper knows beside the public tables. Read
/// [org.civichopper.database.ledger.DocumentLedger] first, and `db/hopper/V1__ledger.sql` for the
/// tables.
package org.civichopper.database.ledger;
