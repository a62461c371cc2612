/// `hopper import`, against what Postgres can do. Read
/// [org.civichopper.benchmarks.importing.FirstImport] first.
package org.civichopper.benchmarks.importing;
