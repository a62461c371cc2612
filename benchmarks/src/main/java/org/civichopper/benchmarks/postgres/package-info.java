/// A server of the benchmarks' own, and rows as they are at their fastest. Read
/// [org.civichopper.benchmarks.postgres.BenchPostgres] first.
package org.civichopper.benchmarks.postgres;
