package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Bills of an invented session as its zip has them: tables as CSV, with lists as Python prints
/// them. A table without rows has no file.
///
/// @param letters of the jurisdiction
/// @param bills how many
public record InventedZip(InventedStates states, String letters, String session, int bills) {

    private static final Map<String, String> COLUMNS =
            Map.ofEntries(
                    Map.entry(
                            "bills",
                            "id,identifier,title,classification,subject,session_identifier,jurisdiction,organization_classification"),
                    Map.entry("bill_abstracts", "id,bill_id,abstract,note"),
                    Map.entry("bill_titles", "id,bill_id,title,note"),
                    Map.entry("bill_identifiers", "id,bill_id,identifier"),
                    Map.entry(
                            "bill_actions",
                            "id,bill_id,organization_id,description,date,classification,order"),
                    Map.entry("bill_sources", "id,note,url,bill_id"),
                    Map.entry(
                            "bill_related_bills",
                            "id,bill_id,related_bill_id,identifier,legislative_session,relation_type"),
                    Map.entry(
                            "bill_sponsorships",
                            "id,name,entity_type,organization_id,person_id,bill_id,primary,classification"),
                    Map.entry("bill_documents", "id,bill_id,note,date,classification,extras"),
                    Map.entry("bill_versions", "id,bill_id,note,date,classification,extras"),
                    Map.entry("bill_document_links", "id,media_type,url,document_id"),
                    Map.entry("bill_version_links", "id,media_type,url,version_id"),
                    Map.entry(
                            "votes",
                            "id,identifier,motion_text,motion_classification,start_date,result,organization_id,bill_id,bill_action_id,jurisdiction,session_identifier"),
                    Map.entry("vote_people", "id,vote_event_id,option,voter_name,voter_id,note"),
                    Map.entry("vote_counts", "id,vote_event_id,option,value"),
                    Map.entry("vote_sources", "id,note,url,vote_event_id"),
                    Map.entry(
                            "organizations",
                            "created_at,updated_at,extras,id,name,parent_id,jurisdiction_id,classification,sources,links,other_names"));

    /// @param generatedAt as the zip says it, in UTC
    public void write(Path file, String generatedAt) {
        var tables = new LinkedHashMap<String, StringBuilder>();
        for (var organization : states.jurisdiction(letters).path("organizations")) {
            row(
                    tables,
                    "organizations",
                    "2021-01-01 00:00:00+00:00",
                    "2021-01-01 00:00:00+00:00",
                    "{}",
                    text(organization, "id"),
                    text(organization, "name"),
                    "",
                    text(states.jurisdiction(letters), "id"),
                    text(organization, "classification"),
                    "[]",
                    "[]",
                    "[]");
        }
        for (var number = 0; number < bills; number++) {
            add(tables, states.bill(letters, session, number));
        }
        var state = letters.toUpperCase(Locale.ROOT);
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(zip, "README", readme(state, generatedAt));
            for (var table : tables.entrySet()) {
                put(
                        zip,
                        "%1$s/%2$s/%1$s_%2$s_%3$s.csv".formatted(state, session, table.getKey()),
                        COLUMNS.get(table.getKey()) + "\r\n" + table.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String readme(String state, String generatedAt) {
        return """
        Open States Data Export

        State: %s
        Session: %s
        Generated At: %s
        CSV Format Version: 2.1
        """
                .formatted(state, session, generatedAt);
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void add(Map<String, StringBuilder> tables, JsonNode bill) {
        var id = text(bill, "id");
        var name = text(bill.path("jurisdiction"), "name");
        row(
                tables,
                "bills",
                id,
                text(bill, "identifier"),
                text(bill, "title"),
                list(bill.path("classification")),
                list(bill.path("subject")),
                session,
                name,
                text(bill.path("from_organization"), "classification"));
        each(
                bill,
                "abstracts",
                (key, part) ->
                        row(
                                tables,
                                "bill_abstracts",
                                key,
                                id,
                                text(part, "abstract"),
                                text(part, "note")));
        each(
                bill,
                "other_titles",
                (key, part) ->
                        row(
                                tables,
                                "bill_titles",
                                key,
                                id,
                                text(part, "title"),
                                text(part, "note")));
        each(
                bill,
                "other_identifiers",
                (key, part) -> row(tables, "bill_identifiers", key, id, text(part, "identifier")));
        each(
                bill,
                "sources",
                (key, part) ->
                        row(
                                tables,
                                "bill_sources",
                                key,
                                text(part, "note"),
                                text(part, "url"),
                                id));
        each(
                bill,
                "related_bills",
                (key, part) ->
                        row(
                                tables,
                                "bill_related_bills",
                                key,
                                id,
                                "",
                                text(part, "identifier"),
                                text(part, "legislative_session"),
                                text(part, "relation_type")));
        each(
                bill,
                "sponsorships",
                (key, part) ->
                        row(
                                tables,
                                "bill_sponsorships",
                                key,
                                text(part, "name"),
                                text(part, "entity_type"),
                                text(part.path("organization"), "id"),
                                text(part.path("person"), "id"),
                                id,
                                part.path("primary").asBoolean() ? "True" : "False",
                                text(part, "classification")));
        each(
                bill,
                "actions",
                (key, part) ->
                        row(
                                tables,
                                "bill_actions",
                                key,
                                id,
                                text(part.path("organization"), "id"),
                                text(part, "description"),
                                text(part, "date"),
                                list(part.path("classification")),
                                text(part, "order")));
        papers(tables, bill, "version");
        papers(tables, bill, "document");
        each(bill, "votes", (key, vote) -> vote(tables, vote, id, name));
    }

    private static void papers(Map<String, StringBuilder> tables, JsonNode bill, String kind) {
        each(
                bill,
                kind + "s",
                (key, part) -> {
                    row(
                            tables,
                            "bill_" + kind + "s",
                            key,
                            text(bill, "id"),
                            text(part, "note"),
                            text(part, "date"),
                            "",
                            "{}");
                    each(
                            part,
                            "links",
                            (_, link) ->
                                    row(
                                            tables,
                                            "bill_" + kind + "_links",
                                            key + "-l",
                                            text(link, "media_type"),
                                            text(link, "url"),
                                            key));
                });
    }

    private void vote(Map<String, StringBuilder> tables, JsonNode vote, String bill, String name) {
        var id = text(vote, "id");
        row(
                tables,
                "votes",
                id,
                text(vote, "identifier"),
                text(vote, "motion_text"),
                list(vote.path("motion_classification")),
                text(vote, "start_date"),
                text(vote, "result"),
                text(vote.path("organization"), "id"),
                bill,
                "",
                name,
                session);
        each(
                vote,
                "votes",
                (key, voter) ->
                        row(
                                tables,
                                "vote_people",
                                key,
                                id,
                                text(voter, "option"),
                                text(voter, "voter_name"),
                                text(voter.path("voter"), "id"),
                                ""));
        each(
                vote,
                "counts",
                (key, count) ->
                        row(
                                tables,
                                "vote_counts",
                                key,
                                id,
                                text(count, "option"),
                                text(count, "value")));
        each(
                vote,
                "sources",
                (key, source) ->
                        row(
                                tables,
                                "vote_sources",
                                key,
                                text(source, "note"),
                                text(source, "url"),
                                id));
    }

    private interface Part {
        void add(String key, JsonNode part);
    }

    // What has no id of its own is called by its place.
    private static void each(JsonNode of, String name, Part part) {
        var number = 0;
        for (var each : of.path(name)) {
            var own = text(each, "id");
            part.add(own.isEmpty() ? text(of, "id") + "-" + name + number : own, each);
            number++;
        }
    }

    private static String text(JsonNode of, String name) {
        return of.path(name).isNull() ? "" : of.path(name).asText();
    }

    private static String list(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(text -> "'" + text.asText().replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static void row(Map<String, StringBuilder> tables, String table, String... cells) {
        tables.computeIfAbsent(table, _ -> new StringBuilder())
                .append(
                        List.of(cells).stream()
                                .map(InventedZip::cell)
                                .collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String text) {
        return text.chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0)
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
