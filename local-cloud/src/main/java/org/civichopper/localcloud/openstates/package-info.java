/// Open States' API on one machine, with its limits, and the ways in which it fails. Read
/// [LocalOpenStates] first; [InventedStates] fills it.
package org.civichopper.localcloud.openstates;
