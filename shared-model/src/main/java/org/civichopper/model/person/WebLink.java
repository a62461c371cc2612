package org.civichopper.model.person;

import org.civichopper.model.document.Fields;
import org.civichopper.model.text.WhiteSpace;

/// A page about somebody or something, or the source of what is said of them.
public record WebLink(String url, String note) {

    static WebLink read(Fields fields) {
        return new WebLink(
                fields.text("url", 2000), WhiteSpace.tidied(fields.textOrEmpty("note", 300)));
    }
}
