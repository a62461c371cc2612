/// What Hopper needs from a cloud, on one machine, in one JVM. Read [LocalCloud] first.
package org.civichopper.localcloud;
