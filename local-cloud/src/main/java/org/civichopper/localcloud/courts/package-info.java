/// A court dump that was never published: the files of a bucket, for demos, tests and benchmarks.
/// Read [org.civichopper.localcloud.courts.InventedDump] first.
package org.civichopper.localcloud.courts;
