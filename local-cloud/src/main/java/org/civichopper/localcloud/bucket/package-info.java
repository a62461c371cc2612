/// A public bucket on one machine, and the ways in which it fails. Read [PublicBucket] first.
package org.civichopper.localcloud.bucket;
