-- When what it waits for came, in a transaction that had no room for it: the importer takes it in
-- right after, or with the next tick. NULL while it waits.
ALTER TABLE hopper.parked ADD COLUMN called_at timestamptz;
CREATE INDEX parked_called_at ON hopper.parked (jurisdiction_id, called_at, id) WHERE called_at IS NOT NULL;
