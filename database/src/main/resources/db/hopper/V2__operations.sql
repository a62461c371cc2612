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

CREATE INDEX run_closed_at ON hopper.run (closed_at) WHERE closed_at IS NOT NULL;
