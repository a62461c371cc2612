/// From what a source says to the rows of a table. Read
/// [org.civichopper.bulk.openstates.row.SentBill] first.
package org.civichopper.bulk.openstates.row;
