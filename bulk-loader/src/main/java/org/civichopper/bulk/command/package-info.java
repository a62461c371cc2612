/// What all commands of the bulk side have in common: their options, where settings come from, how
/// a run is shown. Read [org.civichopper.bulk.command.LoadOptions] first.
package org.civichopper.bulk.command;
