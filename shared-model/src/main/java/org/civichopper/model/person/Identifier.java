package org.civichopper.model.person;

import org.civichopper.model.document.Fields;

/// What somebody is called in another system, for example on Twitter.
public record Identifier(String scheme, String identifier) {

    /// The scheme of ids that people had here before they were merged.
    public static final String FORMER_ID = "openstates";

    static Identifier read(Fields fields) {
        fields.ignore("start_date", "end_date");
        return new Identifier(fields.tidyText("scheme", 300), fields.tidyText("identifier", 300));
    }
}
