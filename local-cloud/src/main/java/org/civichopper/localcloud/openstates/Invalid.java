package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The parameters of a request that are not what they may be: all of them in one refusal.
final class Invalid {

    private final ArrayNode errors = JsonNodeFactory.instance.arrayNode();

    /// One of the values of a parameter that may have several.
    void notPermitted(String parameter, int position, String permitted) {
        var error = errors.addObject();
        error.putArray("loc").add("query").add(parameter).add(position);
        notPermitted(error, permitted);
    }

    void notPermitted(String parameter, String permitted) {
        var error = errors.addObject();
        error.putArray("loc").add("query").add(parameter);
        notPermitted(error, permitted);
    }

    private static void notPermitted(ObjectNode error, String permitted) {
        error.put("msg", "value is not a valid enumeration member; permitted: " + permitted)
                .put("type", "type_error.enum");
    }

    void notANumber(String parameter) {
        var error = errors.addObject();
        error.putArray("loc").add("query").add(parameter);
        error.put("msg", "value is not a valid integer").put("type", "type_error.integer");
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new Refusal(422, errors);
        }
    }
}
