/// What Hopper needs from a cloud, on one machine, in one JVM. Read [LocalPostgres] first.
package org.civichopper.localcloud;
