/// Campaign finance that never was. Read [org.civichopper.localcloud.finance.InventedTexas] first.
package org.civichopper.localcloud.finance;
