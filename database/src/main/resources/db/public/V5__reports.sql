-- Reports on scrapes and imports, read by the dashboards of others.

-- The history of migrations lives in schema hopper, which comes first on the path they run with.
SET search_path = public;

CREATE TABLE pupa_runplan (
    id              serial PRIMARY KEY,
    success         boolean NOT NULL,
    start_time      timestamptz NOT NULL,
    end_time        timestamptz NOT NULL,
    exception       text NOT NULL,
    traceback       text NOT NULL,
    jurisdiction_id varchar(300) NOT NULL
        REFERENCES opencivicdata_jurisdiction DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON pupa_runplan (jurisdiction_id varchar_pattern_ops);
CREATE INDEX ON pupa_runplan (jurisdiction_id);

-- report_id names a run plan, not a scrape report.
CREATE TABLE pupa_importobjects (
    id           serial PRIMARY KEY,
    object_type  varchar(20) NOT NULL,
    insert_count integer NOT NULL CHECK (insert_count >= 0),
    update_count integer NOT NULL CHECK (update_count >= 0),
    noop_count   integer NOT NULL CHECK (noop_count >= 0),
    start_time   timestamptz NOT NULL,
    end_time     timestamptz NOT NULL,
    report_id    integer NOT NULL
        REFERENCES pupa_runplan DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON pupa_importobjects (report_id);

CREATE TABLE pupa_scrapereport (
    id         serial PRIMARY KEY,
    scraper    varchar(300) NOT NULL,
    args       varchar(300) NOT NULL,
    start_time timestamptz NOT NULL,
    end_time   timestamptz NOT NULL,
    plan_id    integer NOT NULL
        REFERENCES pupa_runplan DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON pupa_scrapereport (plan_id);

CREATE TABLE pupa_scrapeobjects (
    id          serial PRIMARY KEY,
    object_type varchar(20) NOT NULL,
    count       integer NOT NULL CHECK (count >= 0),
    report_id   integer NOT NULL
        REFERENCES pupa_scrapereport DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON pupa_scrapeobjects (report_id);

CREATE TABLE pupa_sessiondataqualityreport (
    id                              serial PRIMARY KEY,
    bills_missing_actions           integer NOT NULL CHECK (bills_missing_actions >= 0),
    bills_missing_sponsors          integer NOT NULL CHECK (bills_missing_sponsors >= 0),
    bills_missing_versions          integer NOT NULL CHECK (bills_missing_versions >= 0),
    votes_missing_voters            integer NOT NULL CHECK (votes_missing_voters >= 0),
    votes_missing_bill              integer NOT NULL CHECK (votes_missing_bill >= 0),
    votes_missing_yes_count         integer NOT NULL CHECK (votes_missing_yes_count >= 0),
    votes_missing_no_count          integer NOT NULL CHECK (votes_missing_no_count >= 0),
    votes_with_bad_counts           integer NOT NULL CHECK (votes_with_bad_counts >= 0),
    unmatched_sponsor_people        jsonb NOT NULL,
    unmatched_sponsor_organizations jsonb NOT NULL,
    unmatched_voters                jsonb NOT NULL,
    legislative_session_id          uuid NOT NULL
        REFERENCES opencivicdata_legislativesession DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON pupa_sessiondataqualityreport (legislative_session_id);
