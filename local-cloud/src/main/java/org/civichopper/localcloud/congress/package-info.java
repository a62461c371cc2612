/// Data sets of Congress, made up. Read [org.civichopper.localcloud.congress.InventedCongress]
/// first.
package org.civichopper.localcloud.congress;
