/// `hopper people`: files about people, committees and towns. Read
/// [org.civichopper.cli.people.LoadCommand] first, then [YamlReader].
package org.civichopper.cli.people;
