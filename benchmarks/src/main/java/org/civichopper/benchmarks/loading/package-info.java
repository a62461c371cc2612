/// Loads of whole data sets: from a source next door, or from files, into Postgres. [Load311] comes
/// first.
package org.civichopper.benchmarks.loading;
