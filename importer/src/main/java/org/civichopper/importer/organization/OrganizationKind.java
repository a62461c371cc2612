package org.civichopper.importer.organization;

import static org.civichopper.database.row.ColumnType.JSON;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.database.TextColumns;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.NaturalKey;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.object.Candidate;
import org.civichopper.importer.object.ObjectKind;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.Json;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.Quality;

/// What is particular to organizations: one that is missing is made, one that stands stays as it
/// is.
public final class OrganizationKind implements ObjectKind<OrganizationDocument> {

    private static final Set<String> ONE_OF_EACH =
            Set.of("legislature", "executive", "upper", "lower");

    private static final Table ORGANIZATION =
            Table.ofObjects("opencivicdata_organization")
                    .texts("name", "classification", "jurisdiction_id", "parent_id")
                    .column("links", JSON)
                    .column("sources", JSON)
                    .column("other_names", JSON)
                    .column("extras", JSON);

    @Override
    public Kind kind() {
        return Kind.ORGANIZATION;
    }

    @Override
    public Table table() {
        return ORGANIZATION;
    }

    @Override
    public String newId() {
        return TimeOrderedUuid.next("ocd-organization/");
    }

    /// What identifies an organization in its jurisdiction: the classification, and the name of
    /// those that there are several of.
    public static NaturalKey key(OrganizationDocument organization) {
        return NaturalKey.of(organization.classification(), nameInKey(organization));
    }

    private static String nameInKey(OrganizationDocument organization) {
        return ONE_OF_EACH.contains(organization.classification()) ? null : organization.name();
    }

    private static final String FIND =
            """
            SELECT asked.jurisdiction_id, asked.natural_key, o.id
              FROM unnest(?, ?, ?, ?) AS asked (jurisdiction_id, natural_key, classification, name)
              JOIN opencivicdata_organization o
                ON (o.jurisdiction_id = asked.jurisdiction_id OR o.classification = 'party')
               AND o.classification = asked.classification
               AND (asked.name IS NULL OR o.name = asked.name)
             ORDER BY o.created_at DESC, o.id DESC
            """;

    @Override
    public Map<Key, String> find(
            Connection connection,
            List<Candidate<OrganizationDocument>> candidates,
            Collection<Candidate<OrganizationDocument>> batch)
            throws SQLException {
        var found = new HashMap<Key, String>();
        try (var statement = connection.prepareStatement(FIND)) {
            TextColumns.bind(
                    statement,
                    1,
                    candidates,
                    candidate -> candidate.key().jurisdictionId(),
                    candidate -> candidate.key().naturalKey().value(),
                    candidate -> candidate.subject().classification(),
                    candidate -> nameInKey(candidate.subject()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var naturalKey = new NaturalKey(rows.getString(2));
                    found.put(new Key(rows.getString(1), naturalKey), rows.getString(3));
                }
            }
        }
        return found;
    }

    @Override
    public Wanted wanted(
            Candidate<OrganizationDocument> candidate, Before before, DocumentNames names) {
        var organization = candidate.subject();
        return before.standing()
                .map(row -> new Wanted(row.values(), List.of()))
                .orElseGet(() ->
                        Wanted.row(
                                organization.name(),
                                organization.classification(),
                                candidate.arrival().jurisdictionId(),
                                names.organization(
                                        Quality.UNMATCHED_ENTITY,
                                        () -> "parent_id",
                                        organization.parent()),
                                organization.links().orElse(Json.EMPTY_ARRAY),
                                organization.sources().orElse(Json.EMPTY_ARRAY),
                                organization.otherNames().orElse(Json.EMPTY_ARRAY),
                                organization.extras().orElse(Json.EMPTY_OBJECT)));
    }
}
