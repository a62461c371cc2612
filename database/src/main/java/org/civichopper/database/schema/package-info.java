/// What the Open States tables look like, and whether a database has them. The tables themselves
/// are the scripts in `db/public`. Read [ExpectedTables] first.
package org.civichopper.database.schema;
