/// Where the dumps of a court database lie, and which files are one: a bucket that is listed, a
/// script that is read and never run. Read [org.civichopper.bulk.courtlistener.bucket.Dumps] first.
package org.civichopper.bulk.courtlistener.bucket;
