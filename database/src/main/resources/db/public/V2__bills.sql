-- Bills and what hangs on them. A bill is identified by session and identifier, but no unique key says so.

-- The history of migrations lives in schema hopper, which comes first on the path they run with.
SET search_path = public;

CREATE TABLE opencivicdata_bill (
    created_at                timestamptz NOT NULL,
    updated_at                timestamptz NOT NULL,
    extras                    jsonb NOT NULL,
    id                        varchar(45) PRIMARY KEY,
    identifier                varchar(100) NOT NULL,
    title                     text NOT NULL,
    classification            text[] NOT NULL,
    subject                   text[] NOT NULL,
    from_organization_id      varchar(53)
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    legislative_session_id    uuid NOT NULL
        REFERENCES opencivicdata_legislativesession DEFERRABLE INITIALLY DEFERRED,
    first_action_date         varchar(25),
    latest_action_date        varchar(25),
    latest_action_description text NOT NULL,
    latest_passage_date       varchar(25),
    citations                 jsonb NOT NULL
);
CREATE INDEX ON opencivicdata_bill (from_organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_bill (from_organization_id);
CREATE INDEX ON opencivicdata_bill (from_organization_id, legislative_session_id, identifier);
CREATE INDEX ON opencivicdata_bill (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_bill (legislative_session_id);

CREATE TABLE opencivicdata_billabstract (
    id       uuid PRIMARY KEY,
    abstract text NOT NULL,
    note     text NOT NULL,
    bill_id  varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billabstract (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billabstract (bill_id);

-- What happened to a bill, in order from 0.
CREATE TABLE opencivicdata_billaction (
    id              uuid PRIMARY KEY,
    description     text NOT NULL,
    date            varchar(25) NOT NULL,
    classification  text[] NOT NULL,
    "order"         integer NOT NULL CHECK ("order" >= 0),
    bill_id         varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    organization_id varchar(53) NOT NULL
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billaction (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billaction (bill_id);
CREATE INDEX ON opencivicdata_billaction (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billaction (organization_id);

CREATE TABLE opencivicdata_billactionrelatedentity (
    id              uuid PRIMARY KEY,
    name            varchar(2000) NOT NULL,
    entity_type     varchar(20) NOT NULL,
    action_id       uuid NOT NULL
        REFERENCES opencivicdata_billaction DEFERRABLE INITIALLY DEFERRED,
    organization_id varchar(53)
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    person_id       varchar(47)
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billactionrelatedentity (action_id);
CREATE INDEX ON opencivicdata_billactionrelatedentity (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billactionrelatedentity (organization_id);
CREATE INDEX ON opencivicdata_billactionrelatedentity (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billactionrelatedentity (person_id);

CREATE TABLE opencivicdata_billdocument (
    id             uuid PRIMARY KEY,
    note           varchar(300) NOT NULL,
    date           varchar(10) NOT NULL,
    extras         jsonb NOT NULL,
    bill_id        varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    classification varchar(100) NOT NULL
);
CREATE INDEX ON opencivicdata_billdocument (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billdocument (bill_id);

CREATE TABLE opencivicdata_billdocumentlink (
    id          uuid PRIMARY KEY,
    media_type  varchar(100) NOT NULL,
    url         varchar(2000) NOT NULL,
    document_id uuid NOT NULL
        REFERENCES opencivicdata_billdocument DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billdocumentlink (document_id);

CREATE TABLE opencivicdata_billidentifier (
    id         uuid PRIMARY KEY,
    identifier varchar(300) NOT NULL,
    bill_id    varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billidentifier (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billidentifier (bill_id);

CREATE TABLE opencivicdata_billsource (
    id      uuid PRIMARY KEY,
    note    varchar(300) NOT NULL,
    url     varchar(2000) NOT NULL,
    bill_id varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billsource (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billsource (bill_id);

CREATE TABLE opencivicdata_billsponsorship (
    id              uuid PRIMARY KEY,
    name            varchar(2000) NOT NULL,
    entity_type     varchar(20) NOT NULL,
    "primary"       boolean NOT NULL,
    classification  varchar(100) NOT NULL,
    bill_id         varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    organization_id varchar(53)
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    person_id       varchar(47)
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billsponsorship (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billsponsorship (bill_id);
CREATE INDEX ON opencivicdata_billsponsorship (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billsponsorship (organization_id);
CREATE INDEX ON opencivicdata_billsponsorship (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billsponsorship (person_id);

CREATE TABLE opencivicdata_billtitle (
    id      uuid PRIMARY KEY,
    title   text NOT NULL,
    note    text NOT NULL,
    bill_id varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billtitle (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billtitle (bill_id);

CREATE TABLE opencivicdata_billversion (
    id             uuid PRIMARY KEY,
    note           varchar(300) NOT NULL,
    date           varchar(10) NOT NULL,
    extras         jsonb NOT NULL,
    bill_id        varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    classification varchar(100) NOT NULL
);
CREATE INDEX ON opencivicdata_billversion (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_billversion (bill_id);

CREATE TABLE opencivicdata_billversionlink (
    id         uuid PRIMARY KEY,
    media_type varchar(100) NOT NULL,
    url        varchar(2000) NOT NULL,
    version_id uuid NOT NULL
        REFERENCES opencivicdata_billversion DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_billversionlink (version_id);

-- Stored as the scraper gave it; related_bill_id is NULL until the other bill is there.
CREATE TABLE opencivicdata_relatedbill (
    id                  uuid PRIMARY KEY,
    identifier          varchar(100) NOT NULL,
    legislative_session varchar(100) NOT NULL,
    relation_type       varchar(100) NOT NULL,
    bill_id             varchar(45) NOT NULL
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    related_bill_id     varchar(45)
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_relatedbill (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_relatedbill (bill_id);
CREATE INDEX ON opencivicdata_relatedbill (related_bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_relatedbill (related_bill_id);

-- Full text, one row per bill, made by others. We only keep it from pointing at what is gone.
CREATE TABLE opencivicdata_searchablebill (
    id              serial PRIMARY KEY,
    search_vector   tsvector NOT NULL,
    all_titles      text NOT NULL,
    raw_text        text NOT NULL,
    is_error        boolean NOT NULL,
    created_at      timestamptz NOT NULL,
    bill_id         varchar(45) UNIQUE
        REFERENCES opencivicdata_bill DEFERRABLE INITIALLY DEFERRED,
    version_link_id uuid UNIQUE
        REFERENCES opencivicdata_billversionlink DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_searchablebill (bill_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_searchablebill USING gin (search_vector);
