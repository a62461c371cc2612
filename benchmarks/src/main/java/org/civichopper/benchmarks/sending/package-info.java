/// How fast documents leave a scraper's machine, and in how little memory. Read
/// [org.civichopper.benchmarks.sending.UploadSpeed] first.
package org.civichopper.benchmarks.sending;
