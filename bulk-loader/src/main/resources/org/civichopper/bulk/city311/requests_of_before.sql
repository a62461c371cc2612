-- What an older loader's table lacks. Run with search_path at the schema that it belongs to.
ALTER TABLE requests
    ADD COLUMN IF NOT EXISTS dataset        varchar,
    ADD COLUMN IF NOT EXISTS row_id         varchar,
    ADD COLUMN IF NOT EXISTS row_updated_at timestamptz,
    ADD COLUMN IF NOT EXISTS missing_since  timestamptz,
    ADD COLUMN IF NOT EXISTS quality        text[];
