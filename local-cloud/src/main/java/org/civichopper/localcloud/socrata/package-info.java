/// A city's open data on one machine, and the ways in which it fails. Read [LocalSocrata] first.
package org.civichopper.localcloud.socrata;
