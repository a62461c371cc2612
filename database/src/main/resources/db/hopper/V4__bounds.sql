-- When what it waits for came, in a transaction that had no room for it: the importer takes it in
-- right after, or with the next tick. NULL while it waits.
ALTER TABLE hopper.parked ADD COLUMN called_at timestamptz;
CREATE INDEX parked_called_at ON hopper.parked (jurisdiction_id, called_at, id) WHERE called_at IS NOT NULL;

-- What brought a row, and under which `_id`s, is asked for rows that stand and of which no sighting is
-- left: an older version must not win there because the ledger has a gap.
CREATE INDEX receipt_database_id ON hopper.receipt (database_id) WHERE database_id IS NOT NULL;
CREATE INDEX scraped_id_database_id ON hopper.scraped_id (database_id);
