/// Events. Read [org.civichopper.importer.event.EventKind] first, then
/// [org.civichopper.importer.event.Agendas] for the bills and votes that an agenda names.
package org.civichopper.importer.event;
