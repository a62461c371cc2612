/// bzip2, decoded by several threads at once, a part of a file at a time. Blocks are found by their
/// magic at any bit and proven by their CRC. Read [org.civichopper.bulk.bzip2.Bzip2Part] first.
package org.civichopper.bulk.bzip2;
