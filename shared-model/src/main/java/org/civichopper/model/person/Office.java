package org.civichopper.model.person;

import org.civichopper.model.document.Fields;

/// Where somebody can be reached.
public record Office(String classification, String address, String voice, String fax, String name) {

    static Office read(Fields fields) {
        return new Office(
                fields.textOrEmpty("classification", 20),
                fields.tidyTextOrEmpty("address", 300),
                fields.textOrEmpty("voice", 30),
                fields.textOrEmpty("fax", 30),
                fields.tidyTextOrEmpty("name", 200));
    }
}
