package org.civichopper.bulk.city311;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// How a data set's columns differ from ours.
///
/// @param unknown theirs that are not loaded
record Drift(List<Field> missing, List<String> unknown) {

    static final Drift NONE = new Drift(List.of(), List.of());

    static Drift of(Set<String> theirs) {
        var missing =
                Arrays.stream(Field.values())
                        .filter(field -> !theirs.contains(field.column()))
                        .toList();
        var unknown = new TreeSet<>(theirs);
        for (var field : Field.values()) {
            unknown.remove(field.column());
        }
        return new Drift(missing, List.copyOf(unknown));
    }

    void describe(ObjectNode json) {
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            var drift = json.putObject("drift");
            var lacking = drift.putArray("missing");
            missing.forEach(field -> lacking.add(field.column()));
            var more = drift.putArray("new");
            unknown.forEach(more::add);
        }
    }

    /// Copies what a plan says of a year under the data set's id.
    static void copy(JsonNode year, ObjectNode to, String id) {
        if (year.has("drift")) {
            to.set(id, year.path("drift"));
        }
    }

    /// The fields that one of the data sets of a plan does not have.
    static Set<Field> absent(JsonNode source) {
        var absent = EnumSet.noneOf(Field.class);
        source.forEach(year ->
                year.path("drift")
                        .path("missing")
                        .forEach(name -> Field.of(name.asText()).ifPresent(absent::add)));
        return absent;
    }
}
