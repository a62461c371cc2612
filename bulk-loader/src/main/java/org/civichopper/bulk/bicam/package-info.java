/// Data sets of Congress as BICAM publishes them: a zip of csv files each, into tables of their
/// own. Read [org.civichopper.bulk.bicam.Bicam] first.
package org.civichopper.bulk.bicam;
