-- Of these kinds a closed run would retire more than a run that comes by message may by itself: they
-- wait for a person, until a later complete run says what there is.
ALTER TABLE hopper.run ADD COLUMN unconfirmed text[] NOT NULL DEFAULT '{}';
CREATE INDEX run_unconfirmed ON hopper.run (jurisdiction_id) WHERE unconfirmed <> '{}';

-- Which version the ledger has, for programs that may not look into the history of scripts: they read
-- the number in the body. Each later script replaces it.
CREATE FUNCTION hopper.ledger_version() RETURNS integer
    LANGUAGE sql IMMUTABLE
AS 'SELECT 4';
