-- When what it waits for came, in a transaction that had no room for it: the importer takes it in
-- right after, or with the next tick. NULL while it waits.
ALTER TABLE hopper.parked ADD COLUMN called_at timestamptz;
CREATE INDEX parked_called_at ON hopper.parked (jurisdiction_id, called_at, id) WHERE called_at IS NOT NULL;

-- What brought a row, and under which `_id`s, is asked for rows that stand and of which no sighting is
-- left: an older version must not win there because the ledger has a gap.
CREATE INDEX receipt_database_id ON hopper.receipt (database_id) WHERE database_id IS NOT NULL;
CREATE INDEX scraped_id_database_id ON hopper.scraped_id (database_id);

-- Of these kinds a closed run would retire more than a run that comes by message may by itself: they
-- wait for a person, until a later complete run says what there is.
ALTER TABLE hopper.run ADD COLUMN unconfirmed text[] NOT NULL DEFAULT '{}';
CREATE INDEX run_unconfirmed ON hopper.run (jurisdiction_id) WHERE unconfirmed <> '{}';

-- Which version the ledger has, for programs that may not look into the history of scripts: they read
-- the number in the body. Each later script replaces it.
CREATE FUNCTION hopper.ledger_version() RETURNS integer
    LANGUAGE sql IMMUTABLE
AS 'SELECT 4';
