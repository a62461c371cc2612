/// Bills. Read [org.civichopper.importer.bill.BillRows] first.
package org.civichopper.importer.bill;
