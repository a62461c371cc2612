/// `hopper import`: the import itself, straight from a directory. Read
/// [org.civichopper.cli.importing.ImportCommand] first.
package org.civichopper.cli.importing;
