/// The 58 legislatures and what must stand before the first bill of one can: divisions,
/// jurisdictions, chambers, posts. Read [Jurisdictions] first, then [JurisdictionSeed].
package org.civichopper.database.jurisdiction;
