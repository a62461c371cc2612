/// What every command has in common: how a program takes its arguments and ends, and what it shows
/// on a terminal. Read [org.civichopper.commandline.Program] first.
package org.civichopper.commandline;
