/// What fits a terminal and harms none. Read [org.civichopper.cli.terminal.Screen] first; progress
/// and signals are in `org.civichopper.uploader.terminal`.
package org.civichopper.cli.terminal;
