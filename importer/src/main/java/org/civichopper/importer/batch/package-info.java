/// One transaction per batch. Read [org.civichopper.importer.batch.BatchImport] first: it is the
/// way of a document from lock to commit.
package org.civichopper.importer.batch;
