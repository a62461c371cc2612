/// Made-up scrapes in the scrapers' own format, for demonstrations, measurements and tests. Read
/// [org.civichopper.cli.sample.SampleScrape] first.
package org.civichopper.cli.sample;
