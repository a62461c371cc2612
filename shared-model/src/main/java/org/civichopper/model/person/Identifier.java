package org.civichopper.model.person;

import org.civichopper.model.document.Fields;
import org.civichopper.model.text.WhiteSpace;

/// What somebody is called in another system, for example on Twitter.
public record Identifier(String scheme, String identifier) {

    /// The scheme of ids that people had here before they were merged.
    public static final String FORMER_ID = "openstates";

    static Identifier read(Fields fields) {
        fields.ignore("start_date", "end_date");
        return new Identifier(
                WhiteSpace.tidied(fields.text("scheme", 300)),
                WhiteSpace.tidied(fields.text("identifier", 300)));
    }
}
