-- Of a vote a dedupe_key counts within its session. A key that was too long to be kept is found by
-- its row alone.
UPDATE hopper.document d
   SET natural_key = '["dedupe",' || to_json(s.identifier) || ',' || substr(d.natural_key, length('["dedupe",') + 1)
  FROM opencivicdata_voteevent v, opencivicdata_legislativesession s
 WHERE d.kind = 'vote_event'
   AND d.natural_key LIKE '["dedupe",%'
   AND v.id = d.database_id
   AND s.id = v.legislative_session_id
   AND length(d.natural_key) + length(to_json(s.identifier)::text) < 600;

-- The `_id` of the document that stands, which names its file, so that another document of the same
-- scrape can tell what it shares a key with. NULL once another run than the one that brought it saw it.
ALTER TABLE hopper.sighting ADD COLUMN scraped_id text;

-- Documents that shared a key with another of the same scrape and lost to it, because it is newer.
-- The last scrape that brought such documents of a thing counts.
CREATE TABLE hopper.superseded (
    database_id   text        NOT NULL,
    file          text        NOT NULL,          -- what lost
    winner        text        NOT NULL,          -- what it lost to
    differs       text        NOT NULL,          -- in which columns and collections
    run_id        text        NOT NULL,
    superseded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (database_id, file)
);

-- Under which keys a row is known, and which run saw it last under each, as two arrays: NULL for a row
-- that the ledger does not know. A function, and no view: asked for single rows it is one look into an
-- index each, and a planner that joined a view would gather the whole ledger first.
CREATE FUNCTION hopper.known_row(id text, OUT known_as text[], OUT seen_by text[])
    LANGUAGE sql STABLE
AS $$
SELECT array_agg(d.natural_key), array_agg(s.run_id)
  FROM hopper.document d
  JOIN hopper.sighting s ON s.document_id = d.id
 WHERE d.database_id = known_row.id
$$;

-- An `_id` counts only within its jurisdiction: each scraper gives its own. What is known by one is
-- of the jurisdiction that the ledger knows it under, several for a party, or of its row's. What is
-- known in neither way is gone, and so is its `_id`.
ALTER TABLE hopper.scraped_id ADD COLUMN jurisdiction_id text;

CREATE TEMPORARY TABLE known ON COMMIT DROP AS
SELECT kind, database_id, jurisdiction_id
  FROM hopper.document
 UNION
SELECT 'jurisdiction', id, id
  FROM opencivicdata_jurisdiction
 UNION
SELECT 'organization', id, jurisdiction_id
  FROM opencivicdata_organization
 WHERE jurisdiction_id IS NOT NULL
 UNION
SELECT 'bill', b.id, l.jurisdiction_id
  FROM opencivicdata_bill b
  JOIN opencivicdata_legislativesession l ON l.id = b.legislative_session_id
 UNION
SELECT 'vote_event', v.id, l.jurisdiction_id
  FROM opencivicdata_voteevent v
  JOIN opencivicdata_legislativesession l ON l.id = v.legislative_session_id
 UNION
SELECT 'event', id, jurisdiction_id
  FROM opencivicdata_event;

-- All that changes or goes does so while the old key stands: a publication forbids it without one.
UPDATE hopper.scraped_id s
   SET jurisdiction_id = first.jurisdiction_id
  FROM (SELECT kind, database_id, min(jurisdiction_id) AS jurisdiction_id FROM known GROUP BY 1, 2) AS first
 WHERE first.kind = s.kind
   AND first.database_id = s.database_id;

DELETE FROM hopper.scraped_id WHERE jurisdiction_id IS NULL;

ALTER TABLE hopper.scraped_id
    ALTER COLUMN jurisdiction_id SET NOT NULL,
    DROP CONSTRAINT scraped_id_pkey,
    ADD PRIMARY KEY (scraped_id, kind, jurisdiction_id);

INSERT INTO hopper.scraped_id (scraped_id, kind, database_id, jurisdiction_id)
SELECT s.scraped_id, s.kind, s.database_id, known.jurisdiction_id
  FROM hopper.scraped_id s
  JOIN known USING (kind, database_id)
    ON CONFLICT DO NOTHING;

-- So does what waits for one: `scraped bill ["…"]` becomes `scraped bill ocd-jurisdiction/… ["…"]`.
UPDATE hopper.parked p
   SET awaits = ARRAY(SELECT regexp_replace(token, '^scraped \w+ ', '\&' || p.jurisdiction_id || ' ')
                        FROM unnest(p.awaits) WITH ORDINALITY AS each (token, position)
                       ORDER BY position)
 WHERE EXISTS (SELECT FROM unnest(p.awaits) AS token WHERE token LIKE 'scraped %');

UPDATE hopper.waiting_link w
   SET token = regexp_replace(w.token, '^scraped \w+ ', '\&' || e.jurisdiction_id || ' ')
  FROM opencivicdata_eventrelatedentity r
  JOIN opencivicdata_eventagendaitem i ON i.id = r.agenda_item_id
  JOIN opencivicdata_event e ON e.id = i.event_id
 WHERE r.id = w.related_entity_id
   AND w.token LIKE 'scraped %';

-- Every table of the ledger has a primary key: a publication forbids changes to one without.
ALTER TABLE hopper.batch ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY;

-- Organizations that were not found are noted beside the people: by classification (scheme), name
-- (wanted) and the parent's chamber, '' where the document does not say; or by the `_id` of their
-- document.
ALTER TABLE hopper.unmatched_person
    ADD COLUMN sought text NOT NULL DEFAULT 'person'
        CHECK (sought IN ('person', 'organization', 'scraped organization'));
CREATE INDEX unmatched_organization ON hopper.unmatched_person (database_id) WHERE sought <> 'person';
