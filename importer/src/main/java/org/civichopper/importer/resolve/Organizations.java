package org.civichopper.importer.resolve;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Reference;
import org.civichopper.model.document.Sha256;
import org.civichopper.model.text.WhiteSpace;

/// The chambers and committees of the batch's jurisdictions, and the parties, which belong to none.
public final class Organizations {

    /// For documents that name none.
    public static final Organizations NONE = new Organizations(Map.of(), List.of(), new KnownIds());

    private static final String PARTY = "party";
    private static final Set<String> CHAMBERS = Set.of("upper", "lower", "legislature");

    private record Organization(
            String id,
            String classification,
            String name,
            List<String> otherNames,
            Optional<String> parentClassification) {}

    private final Map<String, List<Organization>> byJurisdiction;
    private final List<Organization> parties;
    private final KnownIds knownIds;
    private final Map<String, String> fingerprints;

    private Organizations(
            Map<String, List<Organization>> byJurisdiction,
            List<Organization> parties,
            KnownIds knownIds) {
        this.byJurisdiction = byJurisdiction;
        this.parties = parties;
        this.knownIds = knownIds;
        this.fingerprints = new HashMap<>();
        byJurisdiction.forEach((id, all) ->
                fingerprints.put(id, Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8))));
    }

    private static final String READ =
            """
            SELECT o.jurisdiction_id, o.id, o.classification, o.name,
                   parent.classification AS parent_classification,
                   ARRAY(SELECT other ->> 'name'
                           FROM jsonb_array_elements(o.other_names) AS other
                          WHERE other ->> 'name' IS NOT NULL) AS other_names
              FROM opencivicdata_organization o
              LEFT JOIN opencivicdata_organization parent ON parent.id = o.parent_id
             WHERE o.jurisdiction_id = ANY (?)
                OR o.classification = 'party'
             ORDER BY o.id
            """;

    /// Loads those of these jurisdictions.
    ///
    /// @param knownIds what documents name by a scraper's `_id`
    public static Organizations load(
            Connection connection, Collection<String> jurisdictionIds, KnownIds knownIds)
            throws SQLException {
        var byJurisdiction = new HashMap<String, List<Organization>>();
        var parties = new ArrayList<Organization>();
        try (var statement = connection.prepareStatement(READ)) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var organization = organization(rows);
                    if (organization.classification().equals(PARTY)) {
                        parties.add(organization);
                    }
                    byJurisdiction
                            .computeIfAbsent(
                                    rows.getString("jurisdiction_id"), _ -> new ArrayList<>())
                            .add(organization);
                }
            }
        }
        return new Organizations(byJurisdiction, parties, knownIds);
    }

    private static Organization organization(ResultSet rows) throws SQLException {
        return new Organization(
                rows.getString("id"),
                rows.getString("classification"),
                rows.getString("name"),
                List.of((String[]) rows.getArray("other_names").getArray()),
                Optional.ofNullable(rows.getString("parent_classification")));
    }

    /// Equal as long as the jurisdiction's own organizations are the same, and so what their names
    /// mean. Parties do not count.
    public String fingerprint(String jurisdictionId) {
        return fingerprints.getOrDefault(jurisdictionId, "");
    }

    /// Whether what a reference means may change while the fingerprint stays the same.
    static boolean changesUnnoticed(Reference reference) {
        return switch (reference) {
            case Reference.Scraped _ -> true;
            case Reference.Described described -> isParty(described);
        };
    }

    /// The id of a chamber without which a document cannot be stored.
    ///
    /// @param place where in the document
    /// @throws InvalidInputException when it matches nothing, or several
    public String chamber(
            String jurisdictionId, Supplier<String> place, Optional<Reference> reference) {
        var matches = reference.map(r -> matches(jurisdictionId, r)).orElse(Matches.NONE);
        return matches.one()
                .orElseThrow(() ->
                        new InvalidInputException(
                                place.get(),
                                matches.expected(
                                        "a chamber or another organization of " + jurisdictionId,
                                        "organization"),
                                reference.map(matches::found).orElse("nothing")));
    }

    /// The one organization that a reference means; empty when it means none or several.
    public Optional<String> find(String jurisdictionId, Reference reference) {
        return matches(jurisdictionId, reference).one();
    }

    Matches matches(String jurisdictionId, Reference reference) {
        return switch (reference) {
            case Reference.Scraped(var id) ->
                    new Matches(
                            knownIds
                                    .find(new ScrapedIds.Id(jurisdictionId, Kind.ORGANIZATION, id))
                                    .stream()
                                    .toList());
            case Reference.Described described ->
                    new Matches(
                            among(jurisdictionId, described).stream()
                                    .filter(organization -> matches(organization, described))
                                    .map(Organization::id)
                                    .toList());
        };
    }

    private List<Organization> among(String jurisdictionId, Reference.Described described) {
        return isParty(described)
                ? parties
                : byJurisdiction.getOrDefault(jurisdictionId, List.of());
    }

    private static boolean isParty(Reference.Described described) {
        return described.get("classification").equals(Optional.of(PARTY));
    }

    /// The classification of the only chamber whose name is contained in a word.
    Optional<String> chamberIn(String jurisdictionId, String word) {
        var lowerCased = word.toLowerCase(Locale.ROOT);
        var chambers =
                byJurisdiction.getOrDefault(jurisdictionId, List.of()).stream()
                        .filter(organization -> CHAMBERS.contains(organization.classification()))
                        .filter(organization ->
                                lowerCased.contains(organization.name().toLowerCase(Locale.ROOT)))
                        .map(Organization::classification)
                        .limit(2)
                        .toList();
        return chambers.size() == 1 ? Optional.of(chambers.getFirst()) : Optional.empty();
    }

    private static boolean matches(Organization organization, Reference.Described described) {
        var name = described.get("name").map(CommitteeName::of);
        var classification = described.get("classification");
        // Beside a name, the chamber is the parent's; alone it says nothing.
        var chamber = name.isEmpty() ? Optional.<String>empty() : described.get("chamber");
        return (name.isPresent() || classification.isPresent())
                && classification.filter(c -> !c.equals(organization.classification())).isEmpty()
                && chamber.filter(c -> !organization.parentClassification().equals(Optional.of(c)))
                        .isEmpty()
                && name.filter(n -> WhiteSpace.isBlank(n) || !called(organization, n)).isEmpty();
    }

    private static boolean called(Organization organization, String name) {
        return organization.name().equalsIgnoreCase(name)
                || organization.otherNames().contains(name);
    }
}
