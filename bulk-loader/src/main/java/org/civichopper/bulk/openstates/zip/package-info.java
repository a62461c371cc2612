/// The zips of whole sessions, into the tables of the API or into scraped documents. Read
/// [org.civichopper.bulk.openstates.zip.SessionLoad] first.
package org.civichopper.bulk.openstates.zip;
