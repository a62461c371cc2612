/// The bucket's side of the settlement: fetch, archive, set aside. Read
/// [org.civichopper.importer.bucket.Bucket] first.
package org.civichopper.importer.bucket;
