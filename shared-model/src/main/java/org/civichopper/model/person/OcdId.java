package org.civichopper.model.person;

import java.util.regex.Pattern;
import org.civichopper.model.document.Fields;

/// Ids that a file brings along: they become ids of rows, so they have to look like them.
final class OcdId {

    private static final String UUID =
            "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern PERSON = Pattern.compile("ocd-person/" + UUID);
    private static final Pattern ORGANIZATION = Pattern.compile("ocd-organization/" + UUID);
    private static final Pattern JURISDICTION =
            Pattern.compile("ocd-jurisdiction/country:[a-z]{2}(/[a-z_]+:[^/\\s]+)*/[a-z_]+");

    private OcdId() {}

    static String person(Fields fields, String name) {
        return matching(PERSON, "ocd-person/ and a UUID in small letters", fields, name);
    }

    /// '' where there is none.
    static String personOrEmpty(Fields fields, String name) {
        return fields.textOrEmpty(name, 100).isEmpty() ? "" : person(fields, name);
    }

    static String organization(Fields fields, String name) {
        return matching(
                ORGANIZATION, "ocd-organization/ and a UUID in small letters", fields, name);
    }

    static String jurisdiction(Fields fields, String name) {
        return matching(
                JURISDICTION,
                "an id such as ocd-jurisdiction/country:us/state:de/government",
                fields,
                name);
    }

    private static String matching(Pattern form, String expected, Fields fields, String name) {
        var id = fields.text(name, 300);
        if (!form.matcher(id).matches()) {
            throw fields.invalid(name, expected, '"' + id + '"');
        }
        return id;
    }
}
