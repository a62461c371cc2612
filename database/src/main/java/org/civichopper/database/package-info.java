/// Connections to Postgres and what every transaction is bound to. Read [Database] first.
package org.civichopper.database;
