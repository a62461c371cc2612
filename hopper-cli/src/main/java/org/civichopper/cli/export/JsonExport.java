package org.civichopper.cli.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.civichopper.commandline.Progress;

/// A session as one array of bills, each with everything below it, put together by the server one
/// bill at a time.
final class JsonExport implements Export {

    private static final int BILLS_AT_ONCE = 20;

    private static final String COUNT =
            """
            SELECT count(*) FROM opencivicdata_bill WHERE legislative_session_id = ?
            """;

    // As json and not jsonb: the keys come in this order.
    private static final String BILLS =
            """
            SELECT json_build_object(
                'id', b.id,
                'legislative_session', s.identifier,
                'jurisdiction_name', j.name,
                'identifier', b.identifier,
                'title', b.title,
                'chamber', chamber.classification,
                'classification', b.classification,
                'subject', b.subject,
                'first_action_date', b.first_action_date,
                'latest_action_date', b.latest_action_date,
                'latest_action_description', b.latest_action_description,
                'latest_passage_date', b.latest_passage_date,
                'citations', b.citations,
                'extras', b.extras,
                'created_at', b.created_at,
                'updated_at', b.updated_at,
                'abstracts', (SELECT coalesce(json_agg(json_build_object(
                        'abstract', p.abstract, 'note', p.note) ORDER BY p.id), '[]')
                    FROM opencivicdata_billabstract p WHERE p.bill_id = b.id),
                'other_titles', (SELECT coalesce(json_agg(json_build_object(
                        'title', p.title, 'note', p.note) ORDER BY p.id), '[]')
                    FROM opencivicdata_billtitle p WHERE p.bill_id = b.id),
                'other_identifiers', (SELECT coalesce(json_agg(json_build_object(
                        'identifier', p.identifier) ORDER BY p.id), '[]')
                    FROM opencivicdata_billidentifier p WHERE p.bill_id = b.id),
                'actions', (SELECT coalesce(json_agg(json_build_object(
                        'id', p.id, 'organization__name', o.name, 'description', p.description,
                        'date', p.date, 'classification', p.classification, 'order', p."order",
                        'related_entities', (SELECT coalesce(json_agg(json_build_object(
                                'name', e.name, 'entity_type', e.entity_type,
                                'organization_id', e.organization_id, 'person_id', e.person_id)
                                ORDER BY e.id), '[]')
                            FROM opencivicdata_billactionrelatedentity e WHERE e.action_id = p.id))
                        ORDER BY p."order", p.id), '[]')
                    FROM opencivicdata_billaction p
                    JOIN opencivicdata_organization o ON o.id = p.organization_id
                   WHERE p.bill_id = b.id),
                'related_bills', (SELECT coalesce(json_agg(json_build_object(
                        'related_bill_id', p.related_bill_id, 'identifier', p.identifier,
                        'legislative_session', p.legislative_session,
                        'relation_type', p.relation_type) ORDER BY p.id), '[]')
                    FROM opencivicdata_relatedbill p WHERE p.bill_id = b.id),
                'sponsors', (SELECT coalesce(json_agg(json_build_object(
                        'name', p.name, 'primary', p."primary", 'classification', p.classification,
                        'entity_type', p.entity_type, 'organization_id', p.organization_id,
                        'person_id', p.person_id) ORDER BY p.id), '[]')
                    FROM opencivicdata_billsponsorship p WHERE p.bill_id = b.id),
                'documents', (SELECT coalesce(json_agg(json_build_object(
                        'note', p.note, 'date', p.date, 'classification', p.classification,
                        'links', (SELECT coalesce(json_agg(json_build_object(
                                'url', l.url, 'media_type', l.media_type) ORDER BY l.id), '[]')
                            FROM opencivicdata_billdocumentlink l WHERE l.document_id = p.id))
                        ORDER BY p.id), '[]')
                    FROM opencivicdata_billdocument p WHERE p.bill_id = b.id),
                'versions', (SELECT coalesce(json_agg(json_build_object(
                        'note', p.note, 'date', p.date, 'classification', p.classification,
                        'links', (SELECT coalesce(json_agg(json_build_object(
                                'url', l.url, 'media_type', l.media_type) ORDER BY l.id), '[]')
                            FROM opencivicdata_billversionlink l WHERE l.version_id = p.id))
                        ORDER BY p.id), '[]')
                    FROM opencivicdata_billversion p WHERE p.bill_id = b.id),
                'sources', (SELECT coalesce(json_agg(json_build_object(
                        'url', p.url, 'note', p.note) ORDER BY p.id), '[]')
                    FROM opencivicdata_billsource p WHERE p.bill_id = b.id),
                'votes', (SELECT coalesce(json_agg(json_build_object(
                        'id', v.id, 'identifier', v.identifier, 'motion_text', v.motion_text,
                        'motion_classification', v.motion_classification,
                        'start_date', v.start_date, 'result', v.result,
                        'organization__classification', o.classification,
                        'bill_action_id', v.bill_action_id,
                        'counts', (SELECT coalesce(json_agg(json_build_object(
                                'option', c.option, 'value', c.value) ORDER BY c.id), '[]')
                            FROM opencivicdata_votecount c WHERE c.vote_event_id = v.id),
                        'votes', (SELECT coalesce(json_agg(json_build_object(
                                'option', c.option, 'voter_name', c.voter_name,
                                'voter_id', c.voter_id, 'note', c.note) ORDER BY c.id), '[]')
                            FROM opencivicdata_personvote c WHERE c.vote_event_id = v.id),
                        'sources', (SELECT coalesce(json_agg(json_build_object(
                                'url', c.url, 'note', c.note) ORDER BY c.id), '[]')
                            FROM opencivicdata_votesource c WHERE c.vote_event_id = v.id))
                        ORDER BY v.start_date, v."order", v.id), '[]')
                    FROM opencivicdata_voteevent v
                    JOIN opencivicdata_organization o ON o.id = v.organization_id
                   WHERE v.bill_id = b.id),
                'raw_text', text.raw_text,
                'raw_text_url', text_link.url)
              FROM opencivicdata_bill b
              JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
              JOIN opencivicdata_jurisdiction j ON j.id = s.jurisdiction_id
              LEFT JOIN opencivicdata_organization chamber ON chamber.id = b.from_organization_id
              LEFT JOIN opencivicdata_searchablebill text ON text.bill_id = b.id
              LEFT JOIN opencivicdata_billversionlink text_link ON text_link.id = text.version_link_id
             WHERE b.legislative_session_id = ?
             ORDER BY b.id
            """;

    @Override
    public long count(Connection connection, ExportedSession session) throws SQLException {
        try (var statement = connection.prepareStatement(COUNT)) {
            statement.setObject(1, session.id());
            try (var answer = statement.executeQuery()) {
                answer.next();
                return answer.getLong(1);
            }
        }
    }

    @Override
    public void write(
            Connection connection, ExportedSession session, ZipOutputStream zip, Progress progress)
            throws SQLException, IOException {
        zip.putNextEntry(new ZipEntry(session.prefix() + "bills.json"));
        try (var statement = connection.prepareStatement(BILLS)) {
            statement.setFetchSize(BILLS_AT_ONCE);
            statement.setObject(1, session.id());
            try (var rows = statement.executeQuery()) {
                var before = "[\n";
                while (rows.next()) {
                    zip.write((before + rows.getString(1)).getBytes(StandardCharsets.UTF_8));
                    before = ",\n";
                    progress.done();
                }
                zip.write(
                        (before.equals("[\n") ? "[]\n" : "\n]\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        zip.closeEntry();
    }
}
