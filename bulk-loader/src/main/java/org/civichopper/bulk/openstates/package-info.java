/// The API of Open States: jurisdictions, people, committees and bills, complete and current within
/// what a key may ask. Read [org.civichopper.bulk.openstates.OpenStates] first.
package org.civichopper.bulk.openstates;
