/// A run from plan to report, whatever the data set. Read [org.civichopper.bulk.run.Loader] first.
package org.civichopper.bulk.run;
