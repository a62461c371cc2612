/// What the function tells of itself, for logs, graphs and alarms. Read
/// [org.civichopper.importer.telemetry.Telemetry] first.
package org.civichopper.importer.telemetry;
