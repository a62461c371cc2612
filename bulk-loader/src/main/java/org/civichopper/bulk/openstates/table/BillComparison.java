package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.openstates.row.SentBill;

/// Bills that were sent beside those that stand, in the schema that is in use.
public record BillComparison(Connection connection) {

    // The bill that stands in the shape of the one that was sent, but for what a database gives.
    private static final String COMPARE =
            """
            SELECT b.id, b.origin,
                   b.openstates_updated_at > (sent.doc ->> 'openstates_updated_at')::timestamptz AS newer,
                   b.openstates_updated_at
                   IS NOT DISTINCT FROM (sent.doc ->> 'openstates_updated_at')::timestamptz AS same_time,
                   sent.doc = jsonb_build_object(
                     'id', b.id, 'identifier', b.identifier, 'title', b.title,
                     'classification', to_jsonb(b.classification), 'subject', b.subject, 'abstracts', b.abstracts,
                     'from_organization', b.from_organization, 'actions', b.actions, 'extras', b.extras,
                     'sources', b.sources, 'other_titles', b.other_titles, 'other_identifiers', b.other_identifiers,
                     'related_bills', b.related_bills, 'first_action_date', b.first_action_date,
                     'latest_action_date', b.latest_action_date,
                     'latest_action_description', b.latest_action_description,
                     'latest_passage_date', b.latest_passage_date, 'openstates_url', b.openstates_url,
                     'origin', b.origin, 'jurisdiction_id', b.jurisdiction_id,
                     'legislative_session_id', b.legislative_session_id,
                     'openstates_updated_at', sent.doc -> 'openstates_updated_at',
                     'bill_sponsorships', (
                       SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'source_person_id', s.source_person_id, 'classification', s.classification,
                                'name', s.name, 'entity_type', s.entity_type, 'primary', s."primary") ORDER BY s.id), '[]')
                         FROM bill_sponsorships s
                        WHERE s.bill_id = b.id),
                     'bill_versions', (
                       SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'note', v.note, 'date', v.date, 'links', v.links) ORDER BY v.id), '[]')
                         FROM bill_versions v
                        WHERE v.bill_id = b.id),
                     'bill_documents', (
                       SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'note', d.note, 'date', d.date, 'links', d.links) ORDER BY d.id), '[]')
                         FROM bill_documents d
                        WHERE d.bill_id = b.id),
                     'votes', (
                       SELECT coalesce(jsonb_agg(jsonb_build_object(
                                'id', v.id, 'identifier', v.identifier, 'motion_text', v.motion_text,
                                'motion_classification', to_jsonb(v.motion_classification), 'start_date', v.start_date,
                                'result', v.result, 'organization', v.organization, 'counts', v.counts,
                                'sources', v.sources, 'extras', v.extras,
                                'vote_records', (
                                  SELECT coalesce(jsonb_agg(jsonb_build_object(
                                           'source_person_id', r.source_person_id, 'option', r.option,
                                           'voter_name', r.voter_name) ORDER BY r.id), '[]')
                                    FROM vote_records r
                                   WHERE r.vote_id = v.id)) ORDER BY v.id COLLATE "C"), '[]')
                         FROM votes v
                        WHERE v.bill_id = b.id)) AS same
              FROM jsonb_array_elements(?::jsonb) AS sent (doc)
              JOIN bills b ON b.id = sent.doc ->> 'id'
            """;

    /// A bill that stands.
    ///
    /// @param fromApi whether the API sent it
    /// @param newer whether what stands is
    /// @param same whether all that was sent stands, whatever its time
    /// @param sameTime whether it is of that time
    record Standing(boolean fromApi, boolean newer, boolean same, boolean sameTime) {}

    /// Those that stand, by their ids. Most loads bring what is new: that is not compared.
    Map<String, Standing> standing(Map<String, ObjectNode> rows) throws SQLException {
        var there = new LinkedHashMap<>(rows);
        there.keySet().retainAll(origins(rows.keySet()).keySet());
        if (there.isEmpty()) {
            return Map.of();
        }
        try (var statement = connection.prepareStatement(COMPARE)) {
            statement.setString(1, Upsert.json(there.values()));
            try (var found = statement.executeQuery()) {
                var standing = new HashMap<String, Standing>();
                while (found.next()) {
                    standing.put(
                            found.getString("id"),
                            new Standing(
                                    found.getString("origin").equals("api"),
                                    found.getBoolean("newer"),
                                    found.getBoolean("same"),
                                    found.getBoolean("same_time")));
                }
                return standing;
            }
        }
    }

    private static final String STANDING = "SELECT id, origin FROM bills WHERE id = ANY (?)";

    /// Where each comes from that stands.
    Map<String, String> origins(Collection<String> asked) throws SQLException {
        try (var statement = connection.prepareStatement(STANDING)) {
            statement.setArray(1, connection.createArrayOf("text", asked.toArray()));
            try (var rows = statement.executeQuery()) {
                var origins = new HashMap<String, String>();
                while (rows.next()) {
                    origins.put(rows.getString("id"), rows.getString("origin"));
                }
                return origins;
            }
        }
    }

    private static final String UNCHANGED =
            """
            SELECT b.id
              FROM unnest(?::text[], ?::timestamptz[]) AS sent (id, updated)
              JOIN bills b ON b.id = sent.id AND b.openstates_updated_at = sent.updated AND b.origin = 'api'
            """;

    /// The ids of those that stand and did not change at the source since.
    public Set<String> unchanged(Collection<SentBill> bills) throws SQLException {
        try (var statement = connection.prepareStatement(UNCHANGED)) {
            statement.setArray(
                    1,
                    connection.createArrayOf("text", bills.stream().map(SentBill::id).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", bills.stream().map(bill -> "" + bill.updated()).toArray()));
            try (var rows = statement.executeQuery()) {
                var ids = new HashSet<String>();
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
                return ids;
            }
        }
    }
}
