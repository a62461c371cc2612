/// How any kind of document becomes rows: the newest of each key wins, the ledger says what is done
/// already, the rest is compared and written. Read [org.civichopper.importer.object.ObjectImport]
/// first; what is particular to a kind is an [org.civichopper.importer.object.ObjectKind].
package org.civichopper.importer.object;
