/// Names become ids, from a few set-based queries per batch. Read
/// [org.civichopper.importer.resolve.Names] first.
package org.civichopper.importer.resolve;
