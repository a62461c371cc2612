package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
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
import java.util.stream.Collectors;
import org.civichopper.bulk.openstates.row.SentBill;

/// The table `bills` with all below it, in the schema that is in use: a bill that differs from the
/// one that stands is written with all below it, any other is not touched. Nothing here commits.
public record BillTable(Connection connection) {

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

    /// Bills of one jurisdiction, each once, as the API sends them. One stays that is the same, or
    /// newer than what was sent, which another process read before; one of a zip never does.
    ///
    /// @param sessions the id of each session that they name
    public Stored store(String jurisdiction, Map<String, Long> sessions, List<SentBill> bills)
            throws SQLException {
        var rows = rows(jurisdiction, sessions, bills);
        var standing = new BillComparison(connection).standing(rows);
        var wanted = new LinkedHashMap<>(rows);
        standing.forEach((id, bill) -> {
            if (bill.fromApi() && bill.newer() || bill.same() && bill.sameTime()) {
                wanted.remove(id);
            }
        });
        return write(wanted, standing.keySet(), bills.size(), false);
    }

    private static final String TOUCH =
            "UPDATE bills SET openstates_updated_at = ?::timestamptz WHERE id = ANY (?)";

    /// The same of a zip: what came from the API stays, with all below it. What is the same as in
    /// another zip gets the time of this one and is not changed.
    public Stored storeOfZip(String jurisdiction, long session, List<SentBill> bills)
            throws SQLException {
        var comparison = new BillComparison(connection);
        var ofApi =
                comparison.origins(bills.stream().map(SentBill::id).toList()).entrySet().stream()
                        .filter(each -> each.getValue().equals("api"))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
        var ours = bills.stream().filter(bill -> !ofApi.contains(bill.id())).toList();
        if (ours.isEmpty()) {
            return new Stored(new Written(0, 0, bills.size(), 0), Set.of());
        }
        var sessions = Map.of(ours.getFirst().session(), session);
        var wanted = new LinkedHashMap<>(rows(jurisdiction, sessions, ours));
        removeVotesOfApi(wanted.values());
        var standing = comparison.standing(wanted);
        var older = new ArrayList<String>();
        standing.forEach((id, bill) -> {
            if (bill.same()) {
                wanted.remove(id);
                if (!bill.sameTime()) {
                    older.add(id);
                }
            }
        });
        touch(older, ours.getFirst().updated());
        return write(wanted, standing.keySet(), bills.size(), true);
    }

    private void touch(List<String> bills, Instant time) throws SQLException {
        try (var statement = connection.prepareStatement(TOUCH)) {
            statement.setString(1, time.toString());
            statement.setArray(2, connection.createArrayOf("text", bills.toArray()));
            statement.executeUpdate();
        }
    }

    private static final String VOTES_OF_API =
            """
            SELECT v.id
              FROM votes v
              JOIN bills b ON b.id = v.bill_id
             WHERE v.id = ANY (?)
               AND b.origin = 'api'
            """;

    private void removeVotesOfApi(Collection<ObjectNode> rows) throws SQLException {
        try (var statement = connection.prepareStatement(VOTES_OF_API)) {
            statement.setArray(1, connection.createArrayOf("text", votes(rows).toArray()));
            var ofApi = ids(statement);
            for (var row : rows) {
                for (var votes = row.path("votes").elements(); votes.hasNext(); ) {
                    if (ofApi.contains(votes.next().path("id").asText())) {
                        votes.remove();
                    }
                }
            }
        }
    }

    private static List<String> votes(Collection<ObjectNode> rows) {
        var votes = new ArrayList<String>();
        rows.forEach(row -> row.path("votes").forEach(vote -> votes.add(vote.path("id").asText())));
        return votes;
    }

    /// @param copied whether those that are new are so many that COPY pays
    private Stored write(
            Map<String, ObjectNode> wanted, Set<String> standing, int handed, boolean copied)
            throws SQLException {
        if (wanted.isEmpty()) {
            return new Stored(new Written(0, 0, handed, 0), Set.of());
        }
        clear(wanted, standing);
        if (copied) {
            var news = new LinkedHashMap<>(wanted);
            news.keySet().removeAll(standing);
            new BillCopy(connection).add(news.values());
            upsert(
                    wanted.entrySet().stream()
                            .filter(bill -> standing.contains(bill.getKey()))
                            .map(Map.Entry::getValue)
                            .toList());
        } else {
            upsert(wanted.values());
        }
        var updated = wanted.keySet().stream().filter(standing::contains).count();
        return new Stored(
                new Written(wanted.size() - updated, updated, handed - wanted.size(), 0),
                wanted.keySet());
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

    private static Set<String> ids(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            var ids = new HashSet<String>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    private void upsert(Collection<ObjectNode> rows) throws SQLException {
        if (!rows.isEmpty()) {
            try (var statement = connection.prepareStatement(STORE)) {
                statement.setString(1, Upsert.json(rows));
                statement.executeUpdate();
            }
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
        try (var statement = connection.prepareStatement(CLEAR_VOTES)) {
            var votes = votes(wanted.values()); // which may stand below another bill
            statement.setArray(1, connection.createArrayOf("text", votes.toArray()));
            statement.executeUpdate();
        }
    }
}
