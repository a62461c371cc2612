/// People, committees and towns as the files about them say, checked once, here. Read
/// [org.civichopper.model.person.Person] first.
package org.civichopper.model.person;
