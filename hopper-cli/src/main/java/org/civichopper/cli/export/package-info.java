/// A session's bills and votes as files. Read [org.civichopper.cli.export.ExportCommand] first.
package org.civichopper.cli.export;
