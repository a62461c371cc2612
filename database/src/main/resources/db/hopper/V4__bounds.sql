-- What brought a row, and under which `_id`s, is asked for rows that stand and of which no sighting is
-- left: an older version must not win there because the ledger has a gap.
CREATE INDEX receipt_database_id ON hopper.receipt (database_id) WHERE database_id IS NOT NULL;
CREATE INDEX scraped_id_database_id ON hopper.scraped_id (database_id);
