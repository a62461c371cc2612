-- Roll calls. An action is the outcome of at most one vote.

-- The history of migrations lives in schema hopper, which comes first on the path they run with.
SET search_path = public;

CREATE TABLE opencivicdata_voteevent (
    created_at             timestamptz NOT NULL,
    updated_at             timestamptz NOT NULL,
    id                     varchar(45) PRIMARY KEY,
    identifier             varchar(300) NOT NULL,
    motion_text            text NOT NULL,
    motion_classification  text[] NOT NULL,
    start_date             varchar(25) NOT NULL,
    result                 varchar(50) NOT NULL,
    extras                 jsonb NOT NULL,
    bill_id                varchar(45)
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    bill_action_id         uuid UNIQUE
        REFERENCES opencivicdata_billaction DEFERRABLE INITIALLY DEFERRED,
    legislative_session_id uuid NOT NULL
        REFERENCES opencivicdata_legislativesession DEFERRABLE INITIALLY DEFERRED,
    organization_id        varchar(53) NOT NULL
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    "order"                integer NOT NULL CHECK ("order" >= 0),
    dedupe_key             varchar(500)
);
CREATE INDEX ON opencivicdata_voteevent (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_voteevent (bill_id);
CREATE INDEX ON opencivicdata_voteevent (dedupe_key);
CREATE INDEX ON opencivicdata_voteevent (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_voteevent (legislative_session_id);
CREATE INDEX ON opencivicdata_voteevent (legislative_session_id, bill_id);
CREATE INDEX ON opencivicdata_voteevent (legislative_session_id, identifier, bill_id);
CREATE INDEX ON opencivicdata_voteevent (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_voteevent (organization_id);

CREATE TABLE opencivicdata_votecount (
    id            uuid PRIMARY KEY,
    option        varchar(50) NOT NULL,
    value         integer NOT NULL CHECK (value >= 0),
    vote_event_id varchar(45) NOT NULL
        REFERENCES opencivicdata_voteevent DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_votecount (vote_event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_votecount (vote_event_id);

CREATE TABLE opencivicdata_votesource (
    id            uuid PRIMARY KEY,
    note          varchar(300) NOT NULL,
    url           varchar(2000) NOT NULL,
    vote_event_id varchar(45) NOT NULL
        REFERENCES opencivicdata_voteevent DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_votesource (vote_event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_votesource (vote_event_id);

-- How one person voted; voter_id is NULL for a name that matches nobody.
CREATE TABLE opencivicdata_personvote (
    id            uuid PRIMARY KEY,
    option        varchar(50) NOT NULL,
    voter_name    varchar(300) NOT NULL,
    note          text NOT NULL,
    vote_event_id varchar(45) NOT NULL
        REFERENCES opencivicdata_voteevent DEFERRABLE INITIALLY DEFERRED,
    voter_id      varchar(47)
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_personvote (vote_event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_personvote (vote_event_id);
CREATE INDEX ON opencivicdata_personvote (voter_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_personvote (voter_id);
