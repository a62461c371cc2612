/// What a tick does now and then beside its batches. Read [org.civichopper.importer.upkeep.Upkeep]
/// first.
package org.civichopper.importer.upkeep;
