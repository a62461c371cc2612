package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.openstates.row.SentBill;

/// The table `bills` with all below it, in the schema that is in use: a bill that differs from the
/// one that stands is written with all below it, any other is not touched. Nothing here commits.
public record BillTable(Connection connection) {

    // The bill that stands in the shape of the one that was sent, but for what a database gives.
    private static final String COMPARE =
            """
            SELECT b.id,
                   b.openstates_updated_at > (sent.doc ->> 'openstates_updated_at')::timestamptz AS newer,
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
                        WHERE v.bill_id = b.id))
                   AND b.openstates_updated_at
                       IS NOT DISTINCT FROM (sent.doc ->> 'openstates_updated_at')::timestamptz AS same
              FROM jsonb_array_elements(?::jsonb) AS sent (doc)
              JOIN bills b ON b.id = sent.doc ->> 'id'
            """;

    private static final String CLEAR =
            """
            WITH sponsorships AS (DELETE FROM bill_sponsorships WHERE bill_id = ANY (?)),
                 versions AS (DELETE FROM bill_versions WHERE bill_id = ANY (?)),
                 documents AS (DELETE FROM bill_documents WHERE bill_id = ANY (?))
            DELETE FROM votes WHERE bill_id = ANY (?)
            """;

    private static final String CLEAR_VOTES = "DELETE FROM votes WHERE id = ANY (?)";

    private static final String STORE =
            """
            WITH sent AS MATERIALIZED (
              SELECT doc, n FROM jsonb_array_elements(?::jsonb) WITH ORDINALITY AS each (doc, n)),
            bill AS (
              INSERT INTO bills (
                     id, identifier, title, classification, subject, abstracts, jurisdiction_id,
                     legislative_session_id, from_organization, actions, extras, sources, other_titles,
                     other_identifiers, related_bills, first_action_date, latest_action_date,
                     latest_action_description, latest_passage_date, openstates_url, origin, openstates_updated_at)
              SELECT b.id, b.identifier, b.title, b.classification, b.subject, b.abstracts, b.jurisdiction_id,
                     b.legislative_session_id, b.from_organization, b.actions, b.extras, b.sources, b.other_titles,
                     b.other_identifiers, b.related_bills, b.first_action_date, b.latest_action_date,
                     b.latest_action_description, b.latest_passage_date, b.openstates_url, b.origin,
                     b.openstates_updated_at
                FROM sent,
                     jsonb_to_record(sent.doc) AS b (
                       id text, identifier text, title text, classification text[], subject jsonb, abstracts jsonb,
                       jurisdiction_id text, legislative_session_id bigint, from_organization text, actions jsonb,
                       extras jsonb, sources jsonb, other_titles jsonb, other_identifiers jsonb, related_bills jsonb,
                       first_action_date text, latest_action_date text, latest_action_description text,
                       latest_passage_date text, openstates_url text, origin text, openstates_updated_at timestamptz)
                  ON CONFLICT (id) DO UPDATE
                 SET identifier = excluded.identifier, title = excluded.title,
                     classification = excluded.classification, subject = excluded.subject,
                     abstracts = excluded.abstracts, jurisdiction_id = excluded.jurisdiction_id,
                     legislative_session_id = excluded.legislative_session_id,
                     from_organization = excluded.from_organization, actions = excluded.actions,
                     extras = excluded.extras, sources = excluded.sources, other_titles = excluded.other_titles,
                     other_identifiers = excluded.other_identifiers, related_bills = excluded.related_bills,
                     first_action_date = excluded.first_action_date, latest_action_date = excluded.latest_action_date,
                     latest_action_description = excluded.latest_action_description,
                     latest_passage_date = excluded.latest_passage_date, openstates_url = excluded.openstates_url,
                     origin = excluded.origin, openstates_updated_at = excluded.openstates_updated_at,
                     updated_at = now()),
            sponsorship AS (
              INSERT INTO bill_sponsorships (
                     bill_id, person_id, source_person_id, classification, name, entity_type, "primary")
              SELECT sent.doc ->> 'id', (SELECT id FROM people WHERE id = s.source_person_id), s.source_person_id,
                     s.classification, s.name, s.entity_type, s."primary"
                FROM sent,
                     ROWS FROM (jsonb_to_recordset(sent.doc -> 'bill_sponsorships') AS (
                       source_person_id text, classification text, name text, entity_type text, "primary" boolean))
                     WITH ORDINALITY AS s (source_person_id, classification, name, entity_type, "primary", n)
               ORDER BY sent.n, s.n),
            version AS (
              INSERT INTO bill_versions (bill_id, note, date, links)
              SELECT sent.doc ->> 'id', v.note, v.date, v.links
                FROM sent,
                     ROWS FROM (jsonb_to_recordset(sent.doc -> 'bill_versions') AS (note text, date text, links jsonb))
                     WITH ORDINALITY AS v (note, date, links, n)
               ORDER BY sent.n, v.n),
            document AS (
              INSERT INTO bill_documents (bill_id, note, date, links)
              SELECT sent.doc ->> 'id', d.note, d.date, d.links
                FROM sent,
                     ROWS FROM (jsonb_to_recordset(sent.doc -> 'bill_documents') AS (note text, date text, links jsonb))
                     WITH ORDINALITY AS d (note, date, links, n)
               ORDER BY sent.n, d.n),
            vote AS (
              INSERT INTO votes (
                     id, bill_id, identifier, motion_text, motion_classification, start_date, result, organization,
                     counts, sources, extras)
              SELECT v.id, sent.doc ->> 'id', v.identifier, v.motion_text, v.motion_classification, v.start_date,
                     v.result, v.organization, v.counts, v.sources, v.extras
                FROM sent,
                     jsonb_to_recordset(sent.doc -> 'votes') AS v (
                       id text, identifier text, motion_text text, motion_classification text[], start_date text,
                       result text, organization text, counts jsonb, sources jsonb, extras jsonb))
            INSERT INTO vote_records (vote_id, person_id, source_person_id, option, voter_name)
            SELECT v.doc ->> 'id', (SELECT id FROM people WHERE id = r.source_person_id), r.source_person_id, r.option,
                   r.voter_name
              FROM sent,
                   jsonb_array_elements(sent.doc -> 'votes') WITH ORDINALITY AS v (doc, n),
                   ROWS FROM (jsonb_to_recordset(v.doc -> 'vote_records') AS (
                     source_person_id text, option text, voter_name text))
                   WITH ORDINALITY AS r (source_person_id, option, voter_name, n)
             ORDER BY sent.n, v.n, r.n
            """;

    /// @param changed the ids of those that were written
    public record Stored(Written written, Set<String> changed) {}

    /// Bills of one jurisdiction, each once.
    ///
    /// @param sessions the id of each session that they name
    public Stored store(String jurisdiction, Map<String, Long> sessions, List<SentBill> bills)
            throws SQLException {
        var rows = rows(jurisdiction, sessions, bills);
        var standing = standing(rows);
        var wanted = new LinkedHashMap<>(rows);
        standing.forEach((id, stays) -> {
            if (stays) {
                wanted.remove(id);
            }
        });
        if (wanted.isEmpty()) {
            return new Stored(new Written(0, 0, bills.size(), 0), Set.of());
        }
        clear(wanted, standing.keySet());
        try (var statement = connection.prepareStatement(STORE)) {
            statement.setString(1, Upsert.json(wanted.values()));
            statement.executeUpdate();
        }
        var updated = wanted.keySet().stream().filter(standing::containsKey).count();
        return new Stored(
                new Written(wanted.size() - updated, updated, bills.size() - wanted.size(), 0),
                wanted.keySet());
    }

    private static final String UNCHANGED =
            """
            SELECT b.id
              FROM unnest(?::text[], ?::timestamptz[]) AS sent (id, updated)
              JOIN bills b ON b.id = sent.id AND b.openstates_updated_at = sent.updated
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
            return ids(statement);
        }
    }

    private static Map<String, ObjectNode> rows(
            String jurisdiction, Map<String, Long> sessions, List<SentBill> bills) {
        var rows = new LinkedHashMap<String, ObjectNode>();
        var votes = new LinkedHashSet<String>();
        for (var bill : bills) {
            var row = bill.row();
            row.put("jurisdiction_id", jurisdiction);
            row.put("legislative_session_id", sessions.get(bill.session()));
            row.put("openstates_updated_at", bill.updated().toString());
            inOrder(row, votes);
            rows.put(bill.id(), row);
        }
        return rows;
    }

    // Votes have no order but that of their ids, and each is of one bill.
    private static void inOrder(ObjectNode row, Set<String> taken) {
        var votes = new HashMap<String, ObjectNode>();
        row.withArray("votes")
                .forEach(vote -> votes.put(vote.path("id").asText(), (ObjectNode) vote));
        var all = row.putArray("votes");
        votes.keySet().stream()
                .sorted(BillTable::byBytes)
                .filter(taken::add)
                .map(votes::get)
                .forEach(all::add);
    }

    private static int byBytes(String a, String b) {
        return Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    // Of those that stand, whether each stays as it is: it is the same, or newer than what was
    // sent, which another process read before. Most loads bring what is new: that is not compared.
    private Map<String, Boolean> standing(Map<String, ObjectNode> rows) throws SQLException {
        var there = new LinkedHashMap<>(rows);
        there.keySet().retainAll(standingOf(rows.keySet()));
        if (there.isEmpty()) {
            return Map.of();
        }
        try (var statement = connection.prepareStatement(COMPARE)) {
            statement.setString(1, Upsert.json(there.values()));
            try (var found = statement.executeQuery()) {
                var standing = new HashMap<String, Boolean>();
                while (found.next()) {
                    standing.put(
                            found.getString("id"),
                            found.getBoolean("same") || found.getBoolean("newer"));
                }
                return standing;
            }
        }
    }

    private static final String STANDING = "SELECT id FROM bills WHERE id = ANY (?)";

    private Set<String> standingOf(Set<String> asked) throws SQLException {
        try (var statement = connection.prepareStatement(STANDING)) {
            statement.setArray(1, connection.createArrayOf("text", asked.toArray()));
            return ids(statement);
        }
    }

    private static Set<String> ids(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var ids = new HashSet<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private void clear(Map<String, ObjectNode> wanted, Set<String> standing) throws SQLException {
        var before = wanted.keySet().stream().filter(standing::contains).toArray();
        if (before.length > 0) {
            try (var statement = connection.prepareStatement(CLEAR)) {
                for (var parameter = 1; parameter <= 4; parameter++) {
                    statement.setArray(parameter, connection.createArrayOf("text", before));
                }
                statement.executeUpdate();
            }
        }
        var votes = new ArrayList<String>(); // which may stand below another bill
        wanted.values()
                .forEach(row ->
                        row.path("votes").forEach(vote -> votes.add(vote.path("id").asText())));
        try (var statement = connection.prepareStatement(CLEAR_VOTES)) {
            statement.setArray(1, connection.createArrayOf("text", votes.toArray()));
            statement.executeUpdate();
        }
    }
}
