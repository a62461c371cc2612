/// What crosses the wire between scraper and importer. Read
/// [org.civichopper.model.wire.QueueMessage] first.
package org.civichopper.model.wire;
