/// Whole data sets into the database: the commands, and the only place that knows all data sets.
/// Read [org.civichopper.bulk.LoadCommand] first, and `docs/bulk.md` for the shape of it all.
package org.civichopper.bulk;
