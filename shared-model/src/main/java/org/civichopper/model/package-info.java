/// What crosses a process boundary: documents, messages, people. Read
/// [org.civichopper.model.document.DocumentReader] first.
package org.civichopper.model;
