/// The function on a bucket and a queue that cost nothing but the delay they are given. Read
/// [org.civichopper.benchmarks.queue.Drain] first.
package org.civichopper.benchmarks.queue;
