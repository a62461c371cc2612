package org.civichopper.model.document;

import java.util.Optional;

/// A person or an organization that something names: a sponsor, a participant, who an action is
/// about.
///
/// @param type `person`, `organization` or ''
public record Entity(
        String name, String type, Optional<Reference> person, Optional<Reference> organization) {

    static Entity read(Fields entity) {
        return new Entity(
                entity.text("name", 2000),
                entity.textOrEmpty("entity_type", 20),
                entity.reference("person_id"),
                entity.reference("organization_id"));
    }
}
