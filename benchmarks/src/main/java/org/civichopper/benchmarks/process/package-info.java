/// The function in a process of its own, as Lambda runs it. Read
/// [org.civichopper.benchmarks.process.MeasuredFunction] first.
package org.civichopper.benchmarks.process;
