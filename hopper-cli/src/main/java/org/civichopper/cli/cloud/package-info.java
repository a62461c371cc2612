/// The local cloud as a command. Read [UpCommand] first.
package org.civichopper.cli.cloud;
