/// The Lambda function. Read [org.civichopper.importer.function.ImporterFunction] first: its
/// constructor is the wiring diagram.
package org.civichopper.importer.function;
