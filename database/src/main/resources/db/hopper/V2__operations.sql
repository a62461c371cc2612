-- What operators ask of the ledger, so that no answer has to read all of it.

-- One number per transaction that imported documents or set them aside; the receipts and
-- rejections it wrote have it.
CREATE SEQUENCE hopper.batch_number;

-- What a batch did, as counts: a handful of rows for three hundred documents.
CREATE TABLE hopper.batch (
    number          bigint      NOT NULL,
    jurisdiction_id text        NOT NULL,        -- '' where nobody knows
    kind            text        NOT NULL,        -- 'message' for one that names no document
    outcome         text        NOT NULL,
    freshness       integer,                     -- seconds from scraped to committed, rounded up to two digits; NULL: not measured
    documents       integer     NOT NULL,
    committed_at    timestamptz NOT NULL
);
CREATE INDEX batch_committed_at ON hopper.batch (committed_at);

ALTER TABLE hopper.receipt ADD COLUMN batch_number bigint;
ALTER TABLE hopper.rejected ADD COLUMN batch_number bigint;

-- What was put back to be imported once more is no failure until it fails again.
ALTER TABLE hopper.rejected ADD COLUMN replayed_at timestamptz;
CREATE INDEX rejected_open ON hopper.rejected (rejected_at) WHERE replayed_at IS NULL;

-- So that a person can name one.
ALTER TABLE hopper.failed ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX failed_id ON hopper.failed (id);

-- What was told to people, so that one cause is told once however many instances see it.
CREATE TABLE hopper.notice (
    cause   text        PRIMARY KEY,
    told_at timestamptz NOT NULL,
    since   timestamptz NOT NULL             -- what goes on is told less and less often
);

CREATE INDEX run_closed_at ON hopper.run (closed_at) WHERE closed_at IS NOT NULL;

-- The jurisdiction's document comes under the same key with every scrape, so of two runs at once
-- one may find that the other's object has taken the place of its own. A run does not wait for it
-- once anybody has brought it since the run began, by whichever clock says so first.
CREATE OR REPLACE VIEW hopper.open_run AS
SELECT r.id, r.jurisdiction_id, r.ended_at,
       r.began_at AS heard_at,
       (SELECT coalesce(sum(greatest(0, sent.objects::integer
                                        - (SELECT count(DISTINCT c.object_key)
                                             FROM hopper.receipt c
                                            WHERE c.run_id = r.id
                                              AND c.jurisdiction_id = r.jurisdiction_id
                                              AND c.kind = sent.kind))), 0)
          FROM jsonb_each_text(r.expected) AS sent (kind, objects)
         WHERE sent.kind <> 'jurisdiction'
            OR NOT EXISTS (SELECT
                             FROM hopper.document d
                             JOIN hopper.sighting s ON s.document_id = d.id
                            WHERE d.jurisdiction_id = r.jurisdiction_id
                              AND d.kind = 'jurisdiction'
                              AND s.seen_at >= least(r.began_at, r.scrape_began_at))) AS waits_for,
       least(r.began_at, (SELECT min(c.committed_at)
                            FROM hopper.receipt c
                           WHERE c.run_id = r.id
                             AND c.jurisdiction_id = r.jurisdiction_id)) AS began_at,
       coalesce(r.ended_at, greatest(r.began_at, (SELECT max(c.committed_at)
                                                    FROM hopper.receipt c
                                                   WHERE c.run_id = r.id
                                                     AND c.jurisdiction_id = r.jurisdiction_id)))
           AS last_heard_at
  FROM hopper.run r
 WHERE r.source = 'scrape'
   AND r.closed_at IS NULL;

-- What was set aside and not put back since, with the reason that it shares with others: positions
-- in lists are left out, and so is which session or bill it was that never came.
CREATE VIEW hopper.open_rejection AS
SELECT id, jurisdiction_id, kind, file, stored_key, message, place, expected, found, run_id,
       batch_number, rejected_at,
       regexp_replace(place, '\[[0-9]+\]', '[]', 'g') || ': expected '
       || CASE WHEN place = 'document' AND found = 'none'
               THEN regexp_replace(expected, '( ocd-jurisdiction/[^ ]+)? \[.*\]', '')
               ELSE expected
          END AS reason
  FROM hopper.rejected
 WHERE replayed_at IS NULL;
