/// What happens when a run is over that brought everything there is. Read
/// [org.civichopper.importer.run.FinishedRuns] first.
package org.civichopper.importer.run;
