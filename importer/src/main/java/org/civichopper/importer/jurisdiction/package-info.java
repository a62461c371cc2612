/// Jurisdictions and their sessions. Read [org.civichopper.importer.jurisdiction.JurisdictionKind]
/// first.
package org.civichopper.importer.jurisdiction;
