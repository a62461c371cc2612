/// Is all as it should be, and what is to be done about what is not. Read
/// [org.civichopper.cli.doctor.Doctor] first; what merges is
/// [org.civichopper.cli.doctor.DuplicateRepair].
package org.civichopper.cli.doctor;
