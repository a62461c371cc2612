package org.civichopper.cli.doctor;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import org.civichopper.cli.doctor.Doctor.Examined;
import org.civichopper.cli.doctor.Outcome.Unchecked;
import org.civichopper.cli.doctor.Outcome.Unwell;
import org.civichopper.cli.doctor.Outcome.Well;
import org.civichopper.commandline.Screen;

/// The checks, each with what came of it.
record DoctorReport(List<Examined> examined) implements Report {

    private static final String LINE = "%-10s%-18s%s%n";

    @Override
    public void print(PrintWriter out) {
        for (var each : examined) {
            switch (each.outcome()) {
                case Well(var what) -> Screen.printf(out, LINE, "well", each.check(), what);
                case Unchecked(var because) ->
                        Screen.printf(out, LINE, "unchecked", each.check(), because);
                case Unwell(var findings) ->
                        findings.forEach(finding -> print(out, each.check(), finding));
            }
        }
        var findings = findings();
        out.println(
                findings == 0
                        ? "All is well."
                        : findings
                                + (findings == 1 ? " finding needs" : " findings need")
                                + " a person.");
    }

    private static void print(PrintWriter out, String check, Finding finding) {
        Screen.printf(out, LINE, "FINDING", check, finding.where());
        Screen.printf(out, LINE, "", "  expected", finding.expected());
        Screen.printf(out, LINE, "", "  found", finding.found());
        Screen.printf(out, LINE, "", "  do", finding.todo());
    }

    @Override
    public ObjectNode toJson() {
        var json = new JsonMapper().createObjectNode().put("findings", findings());
        var checks = json.putArray("checks");
        for (var each : examined) {
            var check = checks.addObject().put("check", each.check());
            switch (each.outcome()) {
                case Well(var what) -> check.put("outcome", "well").put("what", what);
                case Unchecked(var because) ->
                        check.put("outcome", "unchecked").put("because", because);
                case Unwell(var findings) -> {
                    var list = check.put("outcome", "unwell").putArray("findings");
                    findings.forEach(finding ->
                            list.addObject()
                                    .put("where", finding.where())
                                    .put("expected", finding.expected())
                                    .put("found", finding.found())
                                    .put("do", finding.todo()));
                }
            }
        }
        return json;
    }

    @Override
    public boolean needsAPerson() {
        return findings() > 0;
    }

    private int findings() {
        return examined.stream()
                .mapToInt(each ->
                        switch (each.outcome()) {
                            case Well _, Unchecked _ -> 0;
                            case Unwell(var findings) -> findings.size();
                        })
                .sum();
    }
}
