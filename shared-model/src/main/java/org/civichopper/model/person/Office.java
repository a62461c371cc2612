package org.civichopper.model.person;

import org.civichopper.model.document.Fields;
import org.civichopper.model.text.WhiteSpace;

/// Where somebody can be reached.
public record Office(String classification, String address, String voice, String fax, String name) {

    static Office read(Fields fields) {
        return new Office(
                fields.textOrEmpty("classification", 20),
                WhiteSpace.tidied(fields.textOrEmpty("address", 300)),
                fields.textOrEmpty("voice", 30),
                fields.textOrEmpty("fax", 30),
                WhiteSpace.tidied(fields.textOrEmpty("name", 200)));
    }
}
