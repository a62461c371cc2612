/// The Lambda function. Read [org.civichopper.importer.function.ImporterFunction] first; what it is
/// made of is in [org.civichopper.importer.function.Wiring].
package org.civichopper.importer.function;
