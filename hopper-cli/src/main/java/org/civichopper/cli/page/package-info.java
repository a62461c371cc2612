/// A page for operators: where documents are, how fresh the tables are, what fails. Read
/// [org.civichopper.cli.page.PageServer] first.
package org.civichopper.cli.page;
