/// `hopper upload`: a scraper's documents into the bucket and the queue. Read
/// [org.civichopper.cli.upload.UploadCommand] first.
package org.civichopper.cli.upload;
