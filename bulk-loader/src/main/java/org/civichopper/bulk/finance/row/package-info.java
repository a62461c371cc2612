/// What every state's records become, whatever the state, and where rows go. Read
/// [org.civichopper.bulk.finance.row.Contribution] first.
package org.civichopper.bulk.finance.row;
