/// A city's service requests from Socrata, into `requests` and what hangs on it. Read
/// [org.civichopper.bulk.city311.City311] first.
package org.civichopper.bulk.city311;
