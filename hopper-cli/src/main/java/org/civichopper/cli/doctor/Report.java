package org.civichopper.cli.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;

/// What the command says, to people and to machines.
sealed interface Report permits DoctorReport, FutureReport, RepairReport, SequenceReport {

    void print(PrintWriter out);

    ObjectNode toJson();

    boolean needsAPerson();
}
