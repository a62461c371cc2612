package org.civichopper.model.person;

import org.civichopper.model.document.Fields;

/// A page about somebody or something, or the source of what is said of them.
public record WebLink(String url, String note) {

    static WebLink read(Fields fields) {
        return new WebLink(fields.text("url", 2000), fields.tidyTextOrEmpty("note", 300));
    }
}
