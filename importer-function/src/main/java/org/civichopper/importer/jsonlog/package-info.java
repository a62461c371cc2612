/// How the function logs in Lambda. Read [org.civichopper.importer.jsonlog.JsonLogging] first.
package org.civichopper.importer.jsonlog;
