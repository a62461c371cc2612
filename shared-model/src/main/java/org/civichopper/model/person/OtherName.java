package org.civichopper.model.person;

import org.civichopper.model.document.Fields;

/// Another name that somebody or something goes by.
public record OtherName(String name, Period period) {

    private static final int LONGEST = 500;

    static OtherName read(Fields fields) {
        return new OtherName(fields.tidyText("name", LONGEST), Period.read(fields));
    }
}
