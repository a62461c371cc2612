package org.civichopper.cli.doctor;

/// Something that needs a person.
///
/// @param todo what that person may do
record Finding(String where, String expected, String found, String todo) {}
