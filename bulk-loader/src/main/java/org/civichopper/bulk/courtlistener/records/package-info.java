/// Decoded files, cut into chunks of whole records for COPY. Read
/// [org.civichopper.bulk.courtlistener.records.RecordChunks] first.
package org.civichopper.bulk.courtlistener.records;
