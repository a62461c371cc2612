/// People, committees and towns as files describe them, one state in one transaction. Read
/// [org.civichopper.importer.person.PeopleImport] first.
package org.civichopper.importer.person;
