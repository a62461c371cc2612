/// Scraped documents as typed values. Read [org.civichopper.model.document.DocumentReader] first:
/// it is the one place where a document is checked.
package org.civichopper.model.document;
