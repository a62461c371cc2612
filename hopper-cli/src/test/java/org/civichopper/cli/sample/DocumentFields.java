package org.civichopper.cli.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every field that a scraped document can have, from `document-fields.csv`.
final class DocumentFields {

    private final Set<String> known = new HashSet<>();
    private final List<String> required = new ArrayList<>();

    DocumentFields() throws IOException {
        try (var csv = DocumentFields.class.getResourceAsStream("/document-fields.csv")) {
            for (var line : new String(csv.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                var cells = line.split(",");
                known.add(cells[0] + " " + cells[1]);
                if (cells.length > 4 && cells[4].equals("yes") && !cells[1].contains("[")) {
                    required.add(cells[0] + " " + cells[1]);
                }
            }
        }
    }

    /// What is wrong with the document: fields that nobody knows, required ones that are missing.
    List<String> faults(String kind, JsonNode document) {
        var faults = new ArrayList<String>();
        walk(kind, "", document, faults);
        required.stream()
                .filter(field -> field.startsWith(kind + " "))
                .filter(field -> !field.contains("."))
                .filter(field -> !document.has(field.substring(field.indexOf(' ') + 1)))
                .forEach(field -> faults.add("missing: " + field));
        return faults;
    }

    private void walk(String kind, String path, JsonNode json, List<String> faults) {
        if (path.equals("extras") || path.endsWith(".extras")) {
            return; // whatever a scraper likes
        }
        if (json.isArray()) {
            json.forEach(child -> walk(kind, path + "[]", child, faults));
        }
        for (var field : json.properties()) {
            var below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (!known.contains(kind + " " + below)) {
                faults.add("unknown: " + kind + " " + below);
            }
            walk(kind, below, field.getValue(), faults);
        }
    }
}
