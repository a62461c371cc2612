/// What commands show while they work. Read [org.civichopper.cli.terminal.Progress] first.
package org.civichopper.cli.terminal;
