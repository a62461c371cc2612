/// How what was read comes into sight: under a lock for each target, and by an exchange that can be
/// taken back. Read [org.civichopper.bulk.finish.Swap] first.
package org.civichopper.bulk.finish;
