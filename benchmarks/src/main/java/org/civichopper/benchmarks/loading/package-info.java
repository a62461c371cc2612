/// Loads of whole data sets: from a source next door into Postgres. [Load311] comes first.
package org.civichopper.benchmarks.loading;
