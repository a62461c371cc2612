package org.civichopper.model.person;

import org.civichopper.model.document.Fields;

/// A party and when somebody belonged to it.
public record Party(String name, Period period) {

    private static final int LONGEST = 100; // of a person's primary_party

    static Party read(Fields fields) {
        var name = fields.tidyText("name", LONGEST);
        if (name.isEmpty()) {
            throw fields.invalid("name", "the name of a party", "nothing");
        }
        return new Party(name, Period.read(fields));
    }
}
