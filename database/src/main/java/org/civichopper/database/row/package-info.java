/// Objects as trees of rows: declared once as tables, read for a whole batch, compared as values,
/// written set by set. Read [org.civichopper.database.row.Table] first, then
/// [org.civichopper.database.row.Comparison].
package org.civichopper.database.row;
