/// Chambers, legislatures and committees as scrapers see them. Read
/// [org.civichopper.importer.organization.OrganizationKind] first.
package org.civichopper.importer.organization;
