package org.civichopper.model.person;

import org.civichopper.model.document.Fields;
import org.civichopper.model.text.WhiteSpace;

/// Another name that somebody or something goes by.
public record OtherName(String name, Period period) {

    private static final int LONGEST = 500;

    static OtherName read(Fields fields) {
        return new OtherName(WhiteSpace.tidied(fields.text("name", LONGEST)), Period.read(fields));
    }
}
