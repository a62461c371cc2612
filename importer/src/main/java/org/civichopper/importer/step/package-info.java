/// The way of a batch as a list of moments, for whoever has to stop it at one of them. Read
/// [org.civichopper.importer.step.Step] first.
package org.civichopper.importer.step;
