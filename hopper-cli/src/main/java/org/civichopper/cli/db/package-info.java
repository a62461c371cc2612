/// `hopper db`: the tables, the ledger and what stands before the first document. Read
/// [SchemaMigration] first.
package org.civichopper.cli.db;
