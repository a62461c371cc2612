/// What happens when a run is over that brought everything there is. Read
/// [org.civichopper.importer.run.RunClosing] first.
package org.civichopper.importer.run;
