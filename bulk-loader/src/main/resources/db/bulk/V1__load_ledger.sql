-- What is known of each load of a whole data set. A run is written before its first byte is asked
-- for, and closed after its last check.

CREATE TABLE hopper.load_run (
    run_id     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dataset    text        NOT NULL,
    scope      text        NOT NULL,              -- what must not be loaded twice at once
    mode       text        NOT NULL,
    arguments  jsonb       NOT NULL,              -- never a secret
    status     text        NOT NULL
               CHECK (status IN ('running', 'paused', 'completed', 'completed_with_rejects', 'failed', 'abandoned')),
    promoted   boolean     NOT NULL DEFAULT false, -- its rows are in sight, only what follows is open
    counts     jsonb       NOT NULL DEFAULT '{}',
    source     jsonb       NOT NULL DEFAULT '{}', -- what the source said of itself
    error      text,
    stale_after interval,                          -- without a success for so long it needs a person
    started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at   timestamptz,
    CHECK ((ended_at IS NULL) = (status = 'running'))
);
CREATE INDEX load_run_dataset ON hopper.load_run (dataset, scope, run_id);

-- What is done again as a whole, or goes on at its checkpoint. Rows, checkpoint and counts of a
-- slice are committed together.
CREATE TABLE hopper.load_slice (
    run_id      bigint  NOT NULL REFERENCES hopper.load_run ON DELETE CASCADE,
    slice_id    text    NOT NULL,
    position    integer NOT NULL,
    status      text    NOT NULL DEFAULT 'waiting'
                CHECK (status IN ('waiting', 'claimed', 'done', 'failed')),
    checkpoint  jsonb   NOT NULL DEFAULT '{}',
    claimed_by  text,
    lease_until timestamptz,
    attempts    integer NOT NULL DEFAULT 0,
    counts      jsonb   NOT NULL DEFAULT '{}',
    PRIMARY KEY (run_id, slice_id)
);

CREATE TABLE hopper.load_reject (
    reject_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id      bigint      NOT NULL REFERENCES hopper.load_run ON DELETE CASCADE,
    slice_id    text        NOT NULL,
    place       text        NOT NULL,             -- a file with line or offset, or what stands for it
    key         text,
    expected    text        NOT NULL,
    found       text        NOT NULL,
    raw         text        NOT NULL,             -- bounded
    rejected_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX load_reject_run ON hopper.load_reject (run_id, slice_id);

CREATE TABLE hopper.load_watermark (
    dataset  text        NOT NULL,
    scope    text        NOT NULL,                -- the schema that the rows went to
    key      text        NOT NULL,
    value    text        NOT NULL,
    run_id   bigint      NOT NULL,
    moved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (dataset, scope, key)
);

-- What a rollback puts back beside the tables: one predecessor is kept.
CREATE TABLE hopper.load_predecessor (
    dataset    text        NOT NULL,
    scope      text        NOT NULL,              -- the schema that was replaced
    kept_in    text        NOT NULL,              -- the schema that its tables lie in
    tables     text[]      NOT NULL,
    watermarks jsonb       NOT NULL,
    run_id     bigint      NOT NULL,              -- that replaced it
    kept_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (dataset, scope)
);

-- How many requests a key may still make of a host.
CREATE TABLE hopper.load_quota (
    key_hash  text        NOT NULL,
    host      text        NOT NULL,
    next_slot timestamptz NOT NULL,
    day       date        NOT NULL,
    used      integer     NOT NULL,
    PRIMARY KEY (key_hash, host)
);
