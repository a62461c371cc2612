/// The public court dump of Free Law Project, from its bucket into a schema of its own. Read
/// [org.civichopper.bulk.courtlistener.CourtListener] first.
package org.civichopper.bulk.courtlistener;
