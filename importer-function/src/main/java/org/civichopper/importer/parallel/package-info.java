/// Waiting for many network calls at once. Read [org.civichopper.importer.parallel.Parallel] first.
package org.civichopper.importer.parallel;
