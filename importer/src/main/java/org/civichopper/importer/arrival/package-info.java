/// A document on its way in, and what became of it. Read [org.civichopper.importer.arrival.Arrival]
/// first.
package org.civichopper.importer.arrival;
