package org.civichopper.importer.arrival;

import java.util.Optional;

/// What its bytes are, as the uploader that stored an object said. A copy is no use to people and
/// tools without.
public record StoredForm(Optional<String> contentType, Optional<String> contentEncoding) {

    public static final StoredForm UNKNOWN = new StoredForm(Optional.empty(), Optional.empty());
}
