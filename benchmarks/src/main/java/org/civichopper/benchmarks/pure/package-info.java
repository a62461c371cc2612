/// The parts that compute and touch nothing, measured by JMH. Read
/// [org.civichopper.benchmarks.pure.PureParts] first.
package org.civichopper.benchmarks.pure;
