-- Hearings and meetings, with their agendas.

-- The history of migrations lives in schema hopper, which comes first on the path they run with.
SET search_path = public;

CREATE TABLE opencivicdata_eventlocation (
    id              uuid PRIMARY KEY,
    name            varchar(200) NOT NULL,
    url             varchar(2000) NOT NULL,
    jurisdiction_id varchar(300) NOT NULL
        REFERENCES opencivicdata_jurisdiction DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_eventlocation (jurisdiction_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventlocation (jurisdiction_id);

CREATE TABLE opencivicdata_event (
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    extras          jsonb NOT NULL,
    id              varchar(46) PRIMARY KEY,
    name            varchar(1000) NOT NULL,
    description     text NOT NULL,
    classification  varchar(100) NOT NULL,
    start_date      varchar(25) NOT NULL,
    end_date        varchar(25) NOT NULL,
    all_day         boolean NOT NULL,
    status          varchar(20) NOT NULL,
    jurisdiction_id varchar(300) NOT NULL
        REFERENCES opencivicdata_jurisdiction DEFERRABLE INITIALLY DEFERRED,
    location_id     uuid
        REFERENCES opencivicdata_eventlocation DEFERRABLE INITIALLY DEFERRED,
    dedupe_key      varchar(500),
    deleted         boolean NOT NULL,
    upstream_id     varchar(300) NOT NULL,
    links           jsonb NOT NULL,
    sources         jsonb NOT NULL
);
CREATE INDEX ON opencivicdata_event (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_event (jurisdiction_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_event (jurisdiction_id);
CREATE INDEX ON opencivicdata_event (jurisdiction_id, start_date, name);
CREATE INDEX ON opencivicdata_event (location_id);

CREATE TABLE opencivicdata_eventdocument (
    id             uuid PRIMARY KEY,
    note           text NOT NULL,
    date           varchar(25) NOT NULL,
    classification varchar(50) NOT NULL,
    event_id       varchar(46) NOT NULL
        REFERENCES opencivicdata_event DEFERRABLE INITIALLY DEFERRED,
    links          jsonb NOT NULL
);
CREATE INDEX ON opencivicdata_eventdocument (event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventdocument (event_id);

CREATE TABLE opencivicdata_eventmedia (
    id             uuid PRIMARY KEY,
    note           varchar(300) NOT NULL,
    date           varchar(25) NOT NULL,
    "offset"       integer CHECK ("offset" >= 0),
    classification varchar(50) NOT NULL,
    event_id       varchar(46) NOT NULL
        REFERENCES opencivicdata_event DEFERRABLE INITIALLY DEFERRED,
    links          jsonb NOT NULL
);
CREATE INDEX ON opencivicdata_eventmedia (event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventmedia (event_id);

CREATE TABLE opencivicdata_eventparticipant (
    id              uuid PRIMARY KEY,
    name            varchar(2000) NOT NULL,
    entity_type     varchar(20) NOT NULL,
    note            text NOT NULL,
    event_id        varchar(46) NOT NULL
        REFERENCES opencivicdata_event DEFERRABLE INITIALLY DEFERRED,
    organization_id varchar(53)
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    person_id       varchar(47)
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_eventparticipant (event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventparticipant (event_id);
CREATE INDEX ON opencivicdata_eventparticipant (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventparticipant (organization_id);
CREATE INDEX ON opencivicdata_eventparticipant (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventparticipant (person_id);

CREATE TABLE opencivicdata_eventagendaitem (
    id             uuid PRIMARY KEY,
    description    text NOT NULL,
    classification text[] NOT NULL,
    "order"        integer NOT NULL CHECK ("order" >= 0),
    subjects       text[] NOT NULL,
    notes          text[] NOT NULL,
    extras         jsonb NOT NULL,
    event_id       varchar(46) NOT NULL
        REFERENCES opencivicdata_event DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_eventagendaitem (event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventagendaitem (event_id);

CREATE TABLE opencivicdata_eventagendamedia (
    id             uuid PRIMARY KEY,
    note           varchar(300) NOT NULL,
    date           varchar(25) NOT NULL,
    "offset"       integer CHECK ("offset" >= 0),
    agenda_item_id uuid NOT NULL
        REFERENCES opencivicdata_eventagendaitem DEFERRABLE INITIALLY DEFERRED,
    classification varchar(100) NOT NULL,
    links          jsonb NOT NULL
);
CREATE INDEX ON opencivicdata_eventagendamedia (agenda_item_id);

-- The bills, votes, people and committees that an agenda item is about.
CREATE TABLE opencivicdata_eventrelatedentity (
    id              uuid PRIMARY KEY,
    name            varchar(2000) NOT NULL,
    entity_type     varchar(20) NOT NULL,
    note            text NOT NULL,
    agenda_item_id  uuid NOT NULL
        REFERENCES opencivicdata_eventagendaitem DEFERRABLE INITIALLY DEFERRED,
    bill_id         varchar(45)
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    organization_id varchar(53)
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    person_id       varchar(47)
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED,
    vote_event_id   varchar(45)
        REFERENCES opencivicdata_voteevent DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_eventrelatedentity (agenda_item_id);
CREATE INDEX ON opencivicdata_eventrelatedentity (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventrelatedentity (bill_id);
CREATE INDEX ON opencivicdata_eventrelatedentity (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventrelatedentity (organization_id);
CREATE INDEX ON opencivicdata_eventrelatedentity (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventrelatedentity (person_id);
CREATE INDEX ON opencivicdata_eventrelatedentity (vote_event_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_eventrelatedentity (vote_event_id);
