package org.civichopper.model.person;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.civichopper.model.document.Fields;
import org.civichopper.model.document.Json;

/// A committee of a chamber, or a subcommittee of a committee.
///
/// @param parentId '' where it sits directly in its chamber
/// @param chamber upper, lower or legislature; '' where a parent is given instead
public record Committee(
        String id,
        String jurisdictionId,
        String classification,
        String name,
        String parentId,
        String chamber,
        Json extras,
        List<OtherName> otherNames,
        List<WebLink> links,
        List<WebLink> sources,
        List<Member> members) {

    private static final Set<String> KINDS = Set.of("committee", "subcommittee");
    private static final Set<String> CHAMBERS = Set.of("upper", "lower", "legislature");

    /// Somebody who sits there.
    ///
    /// @param personId '' where nobody knows who is meant
    public record Member(String personId, String name, String role) {

        private static Member read(Fields fields) {
            return new Member(
                    OcdId.personOrEmpty(fields, "person_id"),
                    fields.tidyText("name", 300),
                    fields.textOrEmpty("role", 300));
        }
    }

    /// @throws org.civichopper.model.InvalidInputException for what cannot be stored
    public static Committee read(JsonNode root) {
        Json.of(root); // refuses characters that no column holds, wherever they are
        var fields = new Fields("", root);
        var parent = fields.textOrEmpty("parent", 300);
        var chamber = fields.textOrEmpty("chamber", 100);
        var named = CHAMBERS.contains(parent); // as files without a chamber spell it
        var committee =
                new Committee(
                        OcdId.organization(fields, "id"),
                        OcdId.jurisdiction(fields, "jurisdiction"),
                        kind(fields),
                        fields.tidyKey("name", "text", 300),
                        parent.isEmpty() || named ? "" : OcdId.organization(fields, "parent"),
                        named ? parent : chamber,
                        fields.optionalObject("extras").orElse(Json.EMPTY_OBJECT),
                        fields.parts("other_names", OtherName::read),
                        fields.parts("links", WebLink::read),
                        fields.parts("sources", WebLink::read),
                        fields.parts("members", Member::read));
        fields.end();
        if (committee.parentId.isEmpty() && !CHAMBERS.contains(committee.chamber)) {
            var found = committee.chamber.isEmpty() ? "nothing" : '"' + committee.chamber + '"';
            throw fields.invalid("chamber", "upper, lower or legislature", found);
        }
        return committee;
    }

    private static String kind(Fields fields) {
        var given = fields.textOrEmpty("classification", 100);
        var kind = given.isEmpty() ? "committee" : given;
        if (!KINDS.contains(kind)) {
            throw fields.invalid("classification", "committee or subcommittee", '"' + kind + '"');
        }
        return kind;
    }
}
