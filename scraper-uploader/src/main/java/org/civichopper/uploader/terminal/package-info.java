/// What commands show while they work. Read [org.civichopper.uploader.terminal.Progress] first.
package org.civichopper.uploader.terminal;
