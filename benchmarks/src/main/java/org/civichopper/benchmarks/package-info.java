/// The measurements, each one command. Read [org.civichopper.benchmarks.Benchmark] first.
package org.civichopper.benchmarks;
