package org.civichopper.model.person;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.civichopper.model.document.Fields;
import org.civichopper.model.document.Json;

/// A town with a government of its own.
public record Municipality(String id, String name) {

    private static final String GOVERNMENT = " Government";
    private static final int LONGEST = 300 - GOVERNMENT.length();

    /// Reads the file that lists the towns of a state.
    ///
    /// @throws org.civichopper.model.InvalidInputException for what cannot be stored
    public static List<Municipality> readAll(JsonNode root) {
        Json.of(root); // refuses characters that no column holds, wherever they are
        var list = JsonNodeFactory.instance.objectNode().set("municipalities", root);
        return new Fields("", list).parts("municipalities", Municipality::read);
    }

    /// What the organization that governs it is called.
    public String government() {
        return name + GOVERNMENT;
    }

    private static Municipality read(Fields fields) {
        return new Municipality(
                OcdId.jurisdiction(fields, "id"), fields.tidyKey("name", "text", LONGEST));
    }
}
