package org.civichopper.bulk.openstates.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.postgresql.PGConnection;

/// Bills that do not stand yet with all below them, by COPY into the schema that is in use: what
/// costs a server least. Nothing here commits.
record BillCopy(Connection connection) {

    private static final String BILLS =
            """
            COPY bills (id, identifier, title, classification, subject, abstracts, jurisdiction_id, legislative_session_id,
                        from_organization, actions, extras, sources, other_titles, other_identifiers, related_bills,
                        first_action_date, latest_action_date, latest_action_description, latest_passage_date,
                        openstates_url, origin, openstates_updated_at)
                 FROM STDIN
            """;

    private static final String SPONSORSHIPS =
            """
            COPY bill_sponsorships (bill_id, person_id, source_person_id, classification, name, entity_type, "primary")
                 FROM STDIN
            """;

    private static final String VERSIONS =
            "COPY bill_versions (bill_id, note, date, links) FROM STDIN";

    private static final String DOCUMENTS =
            "COPY bill_documents (bill_id, note, date, links) FROM STDIN";

    private static final String VOTES =
            """
            COPY votes (id, bill_id, identifier, motion_text, motion_classification, start_date, result, organization,
                        counts, sources, extras)
                 FROM STDIN
            """;

    private static final String RECORDS =
            "COPY vote_records (vote_id, person_id, source_person_id, option, voter_name) FROM STDIN";

    /// @param rows as [BillTable] has them
    void add(Collection<ObjectNode> rows) throws SQLException {
        var known = knownPeople(rows);
        var bills = new Lines();
        var sponsorships = new Lines();
        var versions = new Lines();
        var documents = new Lines();
        var votes = new Lines();
        var records = new Lines();
        for (var row : rows) {
            bill(bills, row);
            var id = row.path("id");
            for (var sponsor : row.path("bill_sponsorships")) {
                var person = sponsor.path("source_person_id");
                sponsorships.text(id);
                sponsorships.text(known, person);
                sponsorships.texts(
                        sponsor, "source_person_id", "classification", "name", "entity_type");
                sponsorships.text(sponsor.path("primary"));
                sponsorships.end();
            }
            papers(versions, id, row.path("bill_versions"));
            papers(documents, id, row.path("bill_documents"));
            for (var vote : row.path("votes")) {
                vote(votes, id, vote);
                for (var voter : vote.path("vote_records")) {
                    records.text(vote.path("id"));
                    records.text(known, voter.path("source_person_id"));
                    records.texts(voter, "source_person_id", "option", "voter_name");
                    records.end();
                }
            }
        }
        copy(BILLS, bills);
        copy(SPONSORSHIPS, sponsorships);
        copy(VERSIONS, versions);
        copy(DOCUMENTS, documents);
        copy(VOTES, votes);
        copy(RECORDS, records);
    }

    private static void bill(Lines bills, ObjectNode row) {
        bills.texts(row, "id", "identifier", "title");
        bills.array(row.path("classification"));
        bills.jsons(row, "subject", "abstracts");
        bills.texts(row, "jurisdiction_id", "legislative_session_id", "from_organization");
        bills.jsons(
                row,
                "actions",
                "extras",
                "sources",
                "other_titles",
                "other_identifiers",
                "related_bills");
        bills.texts(row, "first_action_date", "latest_action_date", "latest_action_description");
        bills.texts(row, "latest_passage_date", "openstates_url", "origin");
        bills.text(row.path("openstates_updated_at"));
        bills.end();
    }

    private static void papers(Lines lines, JsonNode bill, JsonNode papers) {
        for (var paper : papers) {
            lines.text(bill);
            lines.texts(paper, "note", "date");
            lines.jsons(paper, "links");
            lines.end();
        }
    }

    private static void vote(Lines votes, JsonNode bill, JsonNode vote) {
        votes.text(vote.path("id"));
        votes.text(bill);
        votes.texts(vote, "identifier", "motion_text");
        votes.array(vote.path("motion_classification"));
        votes.texts(vote, "start_date", "result", "organization");
        votes.jsons(vote, "counts", "sources", "extras");
        votes.end();
    }

    private static final String KNOWN = "SELECT id FROM people WHERE id = ANY (?)";

    private Set<String> knownPeople(Collection<ObjectNode> rows) throws SQLException {
        var named = new HashSet<String>();
        for (var row : rows) {
            row.path("bill_sponsorships").forEach(sponsor -> named.add(person(sponsor)));
            row.path("votes")
                    .forEach(vote ->
                            vote.path("vote_records").forEach(voter -> named.add(person(voter))));
        }
        var known = new HashSet<String>();
        try (var statement = connection.prepareStatement(KNOWN)) {
            statement.setArray(1, connection.createArrayOf("text", named.toArray()));
            try (var people = statement.executeQuery()) {
                while (people.next()) {
                    known.add(people.getString(1));
                }
            }
        }
        return known;
    }

    private static String person(JsonNode of) {
        return of.path("source_person_id").asText();
    }

    private void copy(String sql, Lines lines) throws SQLException {
        if (lines.text.isEmpty()) {
            return;
        }
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(sql, new StringReader(lines.text.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("a text is read", e);
        }
    }

    /// Rows as COPY's text has them.
    private static final class Lines {

        private final StringBuilder text = new StringBuilder();

        void texts(JsonNode row, String... names) {
            for (var name : names) {
                text(row.path(name));
            }
        }

        void jsons(JsonNode row, String... names) {
            for (var name : names) {
                put(Upsert.storable(row.path(name).toString()));
            }
        }

        void text(JsonNode value) {
            if (value.isNull() || value.isMissingNode()) {
                text.append("\\N\t");
            } else {
                put(value.asText());
            }
        }

        // Who is not there is no reference.
        void text(Set<String> known, JsonNode person) {
            if (known.contains(person.asText())) {
                put(person.asText());
            } else {
                text.append("\\N\t");
            }
        }

        void array(JsonNode list) {
            var array = new StringBuilder("{");
            for (var each : list) {
                array.append(array.length() > 1 ? "," : "")
                        .append('"')
                        .append(each.asText().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
            put(array.append('}').toString().replace('\u0000', '\ufffd'));
        }

        private void put(String value) {
            for (var at = 0; at < value.length(); at++) {
                switch (value.charAt(at)) {
                    case '\\' -> text.append("\\\\");
                    case '\n' -> text.append("\\n");
                    case '\r' -> text.append("\\r");
                    case '\t' -> text.append("\\t");
                    default -> text.append(value.charAt(at));
                }
            }
            text.append('\t');
        }

        void end() {
            text.setCharAt(text.length() - 1, '\n');
        }
    }
}
