-- Of a vote a dedupe_key counts within its session. A key that was too long to be kept is found by
-- its row alone.
UPDATE hopper.document d
   SET natural_key = '["dedupe",' || to_json(s.identifier) || ',' || substr(d.natural_key, length('["dedupe",') + 1)
  FROM opencivicdata_voteevent v, opencivicdata_legislativesession s
 WHERE d.kind = 'vote_event'
   AND d.natural_key LIKE '["dedupe",%'
   AND v.id = d.database_id
   AND s.id = v.legislative_session_id;

-- By the `_id` of the document that stands, which names its file, another document of the same scrape
-- tells what it shares a key with. NULL where it is no UUID.
ALTER TABLE hopper.sighting ADD COLUMN scraped_id uuid;

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

-- Under which keys a row is known, and which run saw it last under each. Asked for single rows, of
-- several that a document may mean: it is one lookup in an index.
CREATE VIEW hopper.known_row AS
SELECT d.database_id, array_agg(d.natural_key) AS known_as, array_agg(s.run_id) AS seen_by
  FROM hopper.document d
  JOIN hopper.sighting s ON s.document_id = d.id
 GROUP BY d.database_id;
