package org.civichopper.cli.sample;

/// Which bill: its place among all, the chamber it began in, and for example `HB 12`.
record BillName(int index, Chamber chamber, String identifier) {}
