/// From a scraper's folder to the bucket and the queue: first the object, then the message that
/// names it. Read [org.civichopper.uploader.Upload] first.
package org.civichopper.uploader;
