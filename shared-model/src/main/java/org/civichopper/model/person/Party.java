package org.civichopper.model.person;

import org.civichopper.model.document.Fields;

/// A party and when somebody belonged to it.
public record Party(String name, Period period) {

    private static final int LONGEST = 100; // of a person's primary_party

    static Party read(Fields fields) {
        return new Party(fields.tidyKey("name", "text", LONGEST), Period.read(fields));
    }
}
