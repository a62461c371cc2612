/// The commands beside a scraper, for `hopper` and for `hopper-uploader.jar`. Read
/// [org.civichopper.uploader.command.RunCommand] first.
package org.civichopper.uploader.command;
