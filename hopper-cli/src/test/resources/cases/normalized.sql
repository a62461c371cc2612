-- What the importer stored, in a form two databases can be compared by: one JSON object per row, with
-- every generated id replaced by the natural label of what it points to, and no timestamps of the
-- import itself. The setting cases.jurisdiction says whose rows.
SET jit = off;
CREATE TEMP TABLE org AS
  SELECT id, classification || ':' || name AS label FROM opencivicdata_organization;
CREATE TEMP TABLE person AS
  SELECT id, id AS label FROM opencivicdata_person;
CREATE TEMP TABLE bill AS
  SELECT b.*, s.identifier || ' / ' || b.identifier AS label
    FROM opencivicdata_bill b JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
   WHERE s.jurisdiction_id = current_setting('cases.jurisdiction');
CREATE TEMP TABLE vote AS
  SELECT v.*, concat_ws(' / ', s.identifier, b.label, nullif(v.identifier, ''), v.motion_text, v.start_date, o.label, v.dedupe_key) AS label,
         s.identifier AS session, b.label AS bill, o.label AS organization
    FROM opencivicdata_voteevent v
    JOIN opencivicdata_legislativesession s ON s.id = v.legislative_session_id
    JOIN org o ON o.id = v.organization_id
    LEFT JOIN bill b ON b.id = v.bill_id
   WHERE s.jurisdiction_id = current_setting('cases.jurisdiction');
CREATE TEMP TABLE event AS
  SELECT e.*, concat_ws(' / ', e.name, e.start_date, e.description, e.dedupe_key) AS label
    FROM opencivicdata_event e WHERE e.jurisdiction_id = current_setting('cases.jurisdiction');
CREATE INDEX ON bill (id); CREATE INDEX ON vote (id); CREATE INDEX ON event (id); CREATE INDEX ON org (id);
ANALYZE bill; ANALYZE vote; ANALYZE event; ANALYZE org;

SELECT 'jurisdiction', jsonb_build_object('id', id, 'name', name, 'url', url, 'classification', classification, 'division', division_id, 'extras', extras)
  FROM opencivicdata_jurisdiction WHERE id = current_setting('cases.jurisdiction');
SELECT 'legislative_session', jsonb_build_object('identifier', identifier, 'name', name, 'classification', classification, 'start_date', start_date, 'end_date', end_date, 'active', active)
  FROM opencivicdata_legislativesession WHERE jurisdiction_id = current_setting('cases.jurisdiction');

SELECT 'bill', jsonb_build_object('bill', label, 'title', title, 'from_organization', o.org, 'classification', to_jsonb(classification), 'subject', to_jsonb(subject),
         'citations', citations, 'extras', extras, 'first_action_date', first_action_date, 'latest_action_date', latest_action_date,
         'latest_action_description', latest_action_description, 'latest_passage_date', latest_passage_date)
  FROM bill LEFT JOIN (SELECT id AS oid, label AS org FROM org) o ON o.oid = from_organization_id;
SELECT 'bill_abstract', jsonb_build_object('bill', b.label, 'abstract', c.abstract, 'note', c.note) FROM opencivicdata_billabstract c JOIN bill b ON b.id = c.bill_id;
SELECT 'bill_title', jsonb_build_object('bill', b.label, 'title', c.title, 'note', c.note) FROM opencivicdata_billtitle c JOIN bill b ON b.id = c.bill_id;
SELECT 'bill_identifier', jsonb_build_object('bill', b.label, 'identifier', c.identifier) FROM opencivicdata_billidentifier c JOIN bill b ON b.id = c.bill_id;
SELECT 'bill_source', jsonb_build_object('bill', b.label, 'url', c.url, 'note', c.note) FROM opencivicdata_billsource c JOIN bill b ON b.id = c.bill_id;
SELECT 'bill_action', jsonb_build_object('bill', b.label, 'order', c."order", 'description', c.description, 'date', c.date, 'classification', to_jsonb(c.classification), 'organization', o.label)
  FROM opencivicdata_billaction c JOIN bill b ON b.id = c.bill_id JOIN org o ON o.id = c.organization_id;
SELECT 'bill_action_related_entity', jsonb_build_object('bill', b.label, 'action', a."order", 'name', c.name, 'entity_type', c.entity_type, 'organization', o.label, 'person', c.person_id)
  FROM opencivicdata_billactionrelatedentity c JOIN opencivicdata_billaction a ON a.id = c.action_id JOIN bill b ON b.id = a.bill_id LEFT JOIN org o ON o.id = c.organization_id;
SELECT 'related_bill', jsonb_build_object('bill', b.label, 'identifier', c.identifier, 'legislative_session', c.legislative_session, 'relation_type', c.relation_type, 'related_bill', r.label)
  FROM opencivicdata_relatedbill c JOIN bill b ON b.id = c.bill_id LEFT JOIN bill r ON r.id = c.related_bill_id;
SELECT 'bill_sponsorship', jsonb_build_object('bill', b.label, 'name', c.name, 'entity_type', c.entity_type, 'primary', c."primary", 'classification', c.classification, 'organization', o.label, 'person', c.person_id)
  FROM opencivicdata_billsponsorship c JOIN bill b ON b.id = c.bill_id LEFT JOIN org o ON o.id = c.organization_id;
SELECT 'bill_document', jsonb_build_object('bill', b.label, 'note', c.note, 'date', c.date, 'classification', c.classification, 'extras', c.extras,
         'links', (SELECT coalesce(jsonb_agg(jsonb_build_array(l.url, l.media_type) ORDER BY l.url, l.media_type), '[]') FROM opencivicdata_billdocumentlink l WHERE l.document_id = c.id))
  FROM opencivicdata_billdocument c JOIN bill b ON b.id = c.bill_id;
SELECT 'bill_version', jsonb_build_object('bill', b.label, 'note', c.note, 'date', c.date, 'classification', c.classification, 'extras', c.extras,
         'links', (SELECT coalesce(jsonb_agg(jsonb_build_array(l.url, l.media_type) ORDER BY l.url, l.media_type), '[]') FROM opencivicdata_billversionlink l WHERE l.version_id = c.id))
  FROM opencivicdata_billversion c JOIN bill b ON b.id = c.bill_id;

SELECT 'vote_event', jsonb_build_object('vote', v.label, 'session', v.session, 'bill', v.bill, 'organization', v.organization, 'identifier', v.identifier, 'motion_text', v.motion_text,
         'motion_classification', to_jsonb(v.motion_classification), 'start_date', v.start_date, 'result', v.result, 'order', v."order", 'dedupe_key', v.dedupe_key, 'extras', v.extras,
         'bill_action', CASE WHEN a.id IS NULL THEN NULL ELSE jsonb_build_array(a."order", a.description) END)
  FROM vote v LEFT JOIN opencivicdata_billaction a ON a.id = v.bill_action_id;
SELECT 'vote_count', jsonb_build_object('vote', v.label, 'option', c.option, 'value', c.value) FROM opencivicdata_votecount c JOIN vote v ON v.id = c.vote_event_id;
SELECT 'person_vote', jsonb_build_object('vote', v.label, 'option', c.option, 'voter_name', c.voter_name, 'voter', c.voter_id, 'note', c.note) FROM opencivicdata_personvote c JOIN vote v ON v.id = c.vote_event_id;
SELECT 'vote_source', jsonb_build_object('vote', v.label, 'url', c.url, 'note', c.note) FROM opencivicdata_votesource c JOIN vote v ON v.id = c.vote_event_id;

SELECT 'event', jsonb_build_object('event', e.label, 'name', e.name, 'description', e.description, 'classification', e.classification, 'start_date', e.start_date, 'end_date', e.end_date,
         'all_day', e.all_day, 'status', e.status, 'location', CASE WHEN l.id IS NULL THEN NULL ELSE jsonb_build_array(l.name, l.url) END, 'dedupe_key', e.dedupe_key, 'deleted', e.deleted,
         'upstream_id', e.upstream_id, 'links', e.links, 'sources', e.sources, 'extras', e.extras)
  FROM event e LEFT JOIN opencivicdata_eventlocation l ON l.id = e.location_id;
SELECT 'event_document', jsonb_build_object('event', e.label, 'note', c.note, 'date', c.date, 'classification', c.classification, 'links', c.links) FROM opencivicdata_eventdocument c JOIN event e ON e.id = c.event_id;
SELECT 'event_media', jsonb_build_object('event', e.label, 'note', c.note, 'date', c.date, 'offset', c."offset", 'classification', c.classification, 'links', c.links) FROM opencivicdata_eventmedia c JOIN event e ON e.id = c.event_id;
SELECT 'event_participant', jsonb_build_object('event', e.label, 'name', c.name, 'entity_type', c.entity_type, 'note', c.note, 'organization', o.label, 'person', c.person_id)
  FROM opencivicdata_eventparticipant c JOIN event e ON e.id = c.event_id LEFT JOIN org o ON o.id = c.organization_id;
SELECT 'event_agenda_item', jsonb_build_object('event', e.label, 'order', c."order", 'description', c.description, 'classification', to_jsonb(c.classification), 'subjects', to_jsonb(c.subjects), 'notes', c.notes, 'extras', c.extras)
  FROM opencivicdata_eventagendaitem c JOIN event e ON e.id = c.event_id;
SELECT 'event_agenda_media', jsonb_build_object('event', e.label, 'item', i."order", 'note', c.note, 'date', c.date, 'offset', c."offset", 'classification', c.classification, 'links', c.links)
  FROM opencivicdata_eventagendamedia c JOIN opencivicdata_eventagendaitem i ON i.id = c.agenda_item_id JOIN event e ON e.id = i.event_id;
SELECT 'event_related_entity', jsonb_build_object('event', e.label, 'item', i."order", 'name', c.name, 'entity_type', c.entity_type, 'note', c.note, 'organization', o.label, 'person', c.person_id, 'bill', b.label, 'vote', v.label)
  FROM opencivicdata_eventrelatedentity c JOIN opencivicdata_eventagendaitem i ON i.id = c.agenda_item_id JOIN event e ON e.id = i.event_id
  LEFT JOIN org o ON o.id = c.organization_id LEFT JOIN bill b ON b.id = c.bill_id LEFT JOIN vote v ON v.id = c.vote_event_id;
