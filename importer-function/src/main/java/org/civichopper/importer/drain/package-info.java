/// The function's way of a batch: receive, fetch, read, import, archive, acknowledge. Read
/// [org.civichopper.importer.drain.Drain] first.
package org.civichopper.importer.drain;
