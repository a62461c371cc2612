package org.civichopper.model.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.model.document.Fields;
import org.civichopper.model.document.Json;

/// Somebody who holds or held an office. What a file leaves out is empty.
///
/// @param parties in the order of the file, as are the roles: the last active one counts
public record Person(
        String id,
        String name,
        String givenName,
        String familyName,
        String gender,
        String email,
        String biography,
        String birthDate,
        String deathDate,
        String image,
        Json extras,
        List<Party> parties,
        List<Role> roles,
        List<OtherName> otherNames,
        List<WebLink> links,
        List<WebLink> sources,
        List<Office> offices,
        List<Identifier> identifiers) {

    /// @throws org.civichopper.model.InvalidInputException for what cannot be stored
    public static Person read(JsonNode root) {
        Json.of(root); // refuses characters that no column holds, wherever they are
        var fields = new Fields("", root);
        fields.ignore("middle_name", "suffix");
        var person =
                new Person(
                        OcdId.person(fields, "id"),
                        fields.tidyKey("name", "text", 300),
                        fields.tidyTextOrEmpty("given_name", 100),
                        fields.tidyTextOrEmpty("family_name", 100),
                        fields.tidyTextOrEmpty("gender", 100),
                        fields.tidyTextOrEmpty("email", 300),
                        fields.textOrEmpty("biography", Fields.UNLIMITED),
                        fields.textOrEmpty("birth_date", 10),
                        fields.textOrEmpty("death_date", 10),
                        fields.textOrEmpty("image", 2000),
                        fields.optionalObject("extras").orElse(Json.EMPTY_OBJECT),
                        fields.parts("party", Party::read),
                        fields.parts("roles", Role::read),
                        fields.parts("other_names", OtherName::read),
                        fields.parts("links", WebLink::read),
                        fields.parts("sources", WebLink::read),
                        fields.parts("offices", Office::read),
                        identifiers(fields));
        fields.end();
        return person;
    }

    private static List<Identifier> identifiers(Fields fields) {
        var identifiers = new ArrayList<Identifier>();
        fields.textsByKey("ids", 300)
                .forEach((scheme, id) -> identifiers.add(new Identifier(scheme, id)));
        identifiers.addAll(fields.parts("other_identifiers", Identifier::read));
        return List.copyOf(identifiers);
    }
}
