/// More instances when there is more to do. Read [org.civichopper.importer.surge.Surge] first.
package org.civichopper.importer.surge;
