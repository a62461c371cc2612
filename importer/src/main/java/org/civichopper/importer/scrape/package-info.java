/// What happens when a scrape is over, also one that brought everything there is. Read
/// [org.civichopper.importer.scrape.FinishedScrapes] first.
package org.civichopper.importer.scrape;
