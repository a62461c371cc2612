/// The queue's side of the settlement: receive, release, acknowledge. Read
/// [org.civichopper.importer.queue.WorkQueue] first.
package org.civichopper.importer.queue;
