/// What is imported. Read [org.civichopper.benchmarks.scrape.Scrape] first.
package org.civichopper.benchmarks.scrape;
