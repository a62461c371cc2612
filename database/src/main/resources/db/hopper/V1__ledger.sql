-- What Hopper knows beside the public tables, which it leaves as they are.
-- Everything here is written in the transaction that writes the rows it speaks of.

-- One row per natural key that Hopper has imported, and what stands under it. Two keys may lead to
-- one row: a vote has several.
CREATE TABLE hopper.document (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jurisdiction_id text   NOT NULL,
    kind            text   NOT NULL CHECK (kind IN ('jurisdiction', 'organization', 'bill', 'vote_event', 'event')),
    natural_key     text   NOT NULL,
    database_id     text   NOT NULL,
    UNIQUE (jurisdiction_id, kind, natural_key)
);
CREATE INDEX document_database_id ON hopper.document (database_id);

-- The rest of what is known of a document: in which version it was seen last, and how to see that
-- nothing has to be done. It moves with every scrape even where nothing has changed, so the rows are
-- narrow, nothing that moves is indexed, and half of each page is left for it to move to. What moves
-- most stands last: only what follows the first difference goes to the log.
CREATE TABLE hopper.sighting (
    document_id           bigint      PRIMARY KEY,
    row_updated_at        timestamptz,           -- the public row's updated_at as we left it
    people_watermark      timestamptz,           -- the jurisdiction's latest_people_update when names were resolved
    unresolved            boolean     NOT NULL,  -- a name matched nothing
    content_hash          bytea,                 -- NULL: compare, whatever comes
    version_time          timestamptz NOT NULL,
    version_id_time       timestamptz NOT NULL,
    version_last_modified timestamptz NOT NULL,
    seen_at               timestamptz NOT NULL,
    version_sha256        bytea       NOT NULL,
    run_id                text                   -- the last run that saw it
) WITH (fillfactor = 50);

-- Every `_id` a scraper ever gave to something that stands. Kept for good, so that a later
-- vote can name its bill by any of them.
CREATE TABLE hopper.scraped_id (
    scraped_id  text NOT NULL,
    kind        text NOT NULL,
    database_id text NOT NULL,
    PRIMARY KEY (scraped_id, kind)
);

-- One row per object of the bucket that was handled, so that a message whose object is gone
-- can be told from one whose object was lost.
CREATE TABLE hopper.receipt (
    object_key      text        NOT NULL,
    etag            text        NOT NULL,
    put_at          timestamptz NOT NULL,        -- the object's LastModified
    content_hash    text        NOT NULL,        -- SHA-256 of the object
    jurisdiction_id text        NOT NULL,
    kind            text        NOT NULL,
    scraped_id      text,
    database_id     text,
    outcome         text        NOT NULL CHECK (outcome IN ('insert', 'update', 'noop', 'superseded', 'parked', 'rejected')),
    version_time    timestamptz,
    version_id_time timestamptz,
    run_id          text,
    scraped_at      timestamptz,
    sent_at         timestamptz,
    received_at     timestamptz NOT NULL,
    committed_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (object_key, etag, put_at)
);
CREATE INDEX receipt_committed_at ON hopper.receipt (committed_at);
CREATE INDEX receipt_run_id ON hopper.receipt (run_id, jurisdiction_id, kind) WHERE run_id IS NOT NULL;

-- Documents that came before what they name. They are imported in the transaction that brings it.
CREATE TABLE hopper.parked (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jurisdiction_id text        NOT NULL,
    kind            text        NOT NULL,
    scraped_id      text        NOT NULL,
    file            text        NOT NULL,        -- what an operator knows it by
    stored_key      text,                        -- where its object lies, if it came as one
    content         bytea       NOT NULL,        -- the document as it came, unpacked
    last_modified   timestamptz NOT NULL,        -- of the object that brought it
    awaits          text[]      NOT NULL,        -- any of these will do
    run_id          text,
    parked_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (jurisdiction_id, kind, scraped_id)
);
CREATE INDEX parked_awaits ON hopper.parked USING gin (awaits);
CREATE INDEX parked_parked_at ON hopper.parked (parked_at);

-- What can never be imported, with the reason. The object lies under stored_key, a message
-- that named none in message.
CREATE TABLE hopper.rejected (
    id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    jurisdiction_id text,
    kind            text,
    file            text        NOT NULL,
    stored_key      text,
    message         text,
    place           text        NOT NULL,
    expected        text        NOT NULL,
    found           text        NOT NULL,
    run_id          text,
    rejected_at     timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX rejected_rejected_at ON hopper.rejected (rejected_at);
CREATE INDEX rejected_run_id ON hopper.rejected (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX rejected_file ON hopper.rejected USING hash (file);

-- Documents that fail without anything being wrong with them as far as anybody can tell: their
-- messages come again until the dead-letter queue takes them. This is the last that went wrong.
CREATE TABLE hopper.failed (
    file            text        PRIMARY KEY,
    jurisdiction_id text        NOT NULL,
    error           text        NOT NULL,
    times           integer     NOT NULL DEFAULT 1,
    first_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    last_at         timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- The action that a vote says it is, for as long as the vote stands: an action that comes or goes
-- later is linked or unlinked by it.
CREATE TABLE hopper.named_action (
    vote_event_id text PRIMARY KEY,
    description   text NOT NULL
);

-- What an entity on an event's agenda names and what is not there yet, for as long as the entity
-- stands: a bill or a vote that arrives is looked up here by token, and linked.
CREATE TABLE hopper.waiting_link (
    related_entity_id uuid        PRIMARY KEY,
    token             text        NOT NULL,
    waits_since       timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX waiting_link_token ON hopper.waiting_link (token);

-- The references to people that matched nobody when a document was imported, so that people who are
-- loaded later are found by them: a row keeps a name, and neither the reference nor the chamber.
-- A row is known by its place and its own columns. Where rows look alike and mean different people,
-- each note has a number and is for one of them, whichever. Voters have a note only where their row
-- does not say it all: the name, in the chamber that voted.
CREATE TABLE hopper.unmatched_person (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    database_id text    NOT NULL,                -- of the bill, vote or event
    place       text    NOT NULL CHECK (place IN ('sponsor', 'action entity', 'voter', 'participant', 'agenda entity')),
    row_name    text    NOT NULL,
    row_type    text    NOT NULL,                -- the entity_type; '' for a voter
    row_detail  text    NOT NULL,                -- what else the row says
    number      integer NOT NULL,                -- 0: for every row that looks so
    scheme      text    NOT NULL,                -- of the identifier that is wanted; '' for a name
    wanted      text    NOT NULL,                -- the name or identifier, as the document spelled it; '' for nobody
    chamber     text    NOT NULL                 -- '' where any will do
);
CREATE INDEX unmatched_person_database_id ON hopper.unmatched_person (database_id);

-- When what has to be done now and then was last begun.
CREATE TABLE hopper.upkeep (
    task     text        PRIMARY KEY,
    began_at timestamptz NOT NULL
);

-- One row per import from a directory, and per scrape that says when it begins and ends. What the
-- scraper says of itself is by its own clock, all else by ours.
CREATE TABLE hopper.run (
    id              text        NOT NULL,
    jurisdiction_id text        NOT NULL,
    source          text        NOT NULL CHECK (source IN ('directory', 'scrape')),
    began_at        timestamptz NOT NULL,        -- a scrape: when its first message was handled
    ended_at        timestamptz,                 -- a scrape: when its last message was handled
    scrape_began_at timestamptz,
    scrape_ended_at timestamptz,
    exit_code       integer,                     -- the scraper's
    expected        jsonb       NOT NULL DEFAULT '{}', -- how many objects of each kind were sent
    complete        text[]      NOT NULL DEFAULT '{}', -- the kinds of which that is all there is
    closed_at       timestamptz,
    outcome         text        CHECK (outcome IN ('complete', 'failed', 'incomplete')),
    counts          jsonb       NOT NULL DEFAULT '{}',
    PRIMARY KEY (id, jurisdiction_id)
);
CREATE INDEX run_began_at ON hopper.run (began_at);
CREATE INDEX run_open ON hopper.run (began_at) WHERE source = 'scrape' AND closed_at IS NULL;

-- The scrapes that are not closed, and how far they are. Each column is a question of its own, so
-- that whoever leaves one out does not wait for its answer.
CREATE VIEW hopper.open_run AS
SELECT r.id, r.jurisdiction_id, r.ended_at,
       r.began_at AS heard_at,
       (SELECT coalesce(sum(greatest(0, sent.objects::integer
                                        - (SELECT count(DISTINCT c.object_key)
                                             FROM hopper.receipt c
                                            WHERE c.run_id = r.id
                                              AND c.jurisdiction_id = r.jurisdiction_id
                                              AND c.kind = sent.kind))), 0)
          FROM jsonb_each_text(r.expected) AS sent (kind, objects)) AS waits_for,
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
