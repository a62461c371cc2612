/// The eleven tables. Read [org.civichopper.bulk.openstates.table.BillTable] first.
package org.civichopper.bulk.openstates.table;
