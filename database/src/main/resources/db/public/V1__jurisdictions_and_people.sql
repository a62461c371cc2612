-- Places, governments and the people in them: the Open States tables that every other one points to.
--
-- All foreign keys of these tables wait for COMMIT, and none of them cascades. A varchar key has two
-- indexes: one for equality and order in the database's collation, one for LIKE 'prefix%'.

-- The history of migrations lives in schema hopper, which comes first on the path they run with.
SET search_path = public;

-- An electoral district, a state, a country. The subtypes are the parts of the id.
CREATE TABLE opencivicdata_division (
    id          varchar(300) PRIMARY KEY,
    name        varchar(300) NOT NULL,
    country     varchar(2) NOT NULL,
    subtype1    varchar(50) NOT NULL,
    subid1      varchar(100) NOT NULL,
    subtype2    varchar(50) NOT NULL,
    subid2      varchar(100) NOT NULL,
    subtype3    varchar(50) NOT NULL,
    subid3      varchar(100) NOT NULL,
    subtype4    varchar(50) NOT NULL,
    subid4      varchar(100) NOT NULL,
    subtype5    varchar(50) NOT NULL,
    subid5      varchar(100) NOT NULL,
    subtype6    varchar(50) NOT NULL,
    subid6      varchar(100) NOT NULL,
    subtype7    varchar(50) NOT NULL,
    subid7      varchar(100) NOT NULL,
    redirect_id varchar(300)
        REFERENCES opencivicdata_division DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_division (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_division (redirect_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_division (redirect_id);

CREATE TABLE opencivicdata_jurisdiction (
    created_at           timestamptz NOT NULL,
    updated_at           timestamptz NOT NULL,
    extras               jsonb NOT NULL,
    id                   varchar(300) PRIMARY KEY,
    name                 varchar(300) NOT NULL,
    url                  varchar(2000) NOT NULL,
    classification       varchar(50) NOT NULL,
    division_id          varchar(300)
        REFERENCES opencivicdata_division DEFERRABLE INITIALLY DEFERRED,
    latest_bill_update   timestamptz NOT NULL,
    latest_people_update timestamptz NOT NULL
);
CREATE INDEX ON opencivicdata_jurisdiction (classification varchar_pattern_ops);
CREATE INDEX ON opencivicdata_jurisdiction (classification);
CREATE INDEX ON opencivicdata_jurisdiction (division_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_jurisdiction (division_id);
CREATE INDEX ON opencivicdata_jurisdiction (id varchar_pattern_ops);

CREATE TABLE opencivicdata_legislativesession (
    id              uuid PRIMARY KEY,
    identifier      varchar(100) NOT NULL,
    name            varchar(300) NOT NULL,
    classification  varchar(100) NOT NULL,
    start_date      varchar(10) NOT NULL,
    end_date        varchar(10) NOT NULL,
    jurisdiction_id varchar(300) NOT NULL
        REFERENCES opencivicdata_jurisdiction DEFERRABLE INITIALLY DEFERRED,
    active          boolean NOT NULL
);
CREATE INDEX ON opencivicdata_legislativesession (jurisdiction_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_legislativesession (jurisdiction_id);

-- Legislatures, chambers, committees, parties, executives.
CREATE TABLE opencivicdata_organization (
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    extras          jsonb NOT NULL,
    id              varchar(53) PRIMARY KEY,
    name            varchar(300) NOT NULL,
    classification  varchar(100) NOT NULL,
    jurisdiction_id varchar(300)
        REFERENCES opencivicdata_jurisdiction DEFERRABLE INITIALLY DEFERRED,
    parent_id       varchar(53)
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    links           jsonb NOT NULL,
    sources         jsonb NOT NULL,
    other_names     jsonb NOT NULL
);
CREATE INDEX ON opencivicdata_organization (classification, name);
CREATE INDEX ON opencivicdata_organization (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_organization (jurisdiction_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_organization (jurisdiction_id);
CREATE INDEX ON opencivicdata_organization (jurisdiction_id, classification, name);
CREATE INDEX ON opencivicdata_organization (parent_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_organization (parent_id);

CREATE TABLE opencivicdata_person (
    created_at              timestamptz NOT NULL,
    updated_at              timestamptz NOT NULL,
    extras                  jsonb NOT NULL,
    id                      varchar(47) PRIMARY KEY,
    name                    varchar(300) NOT NULL,
    family_name             varchar(100) NOT NULL,
    given_name              varchar(100) NOT NULL,
    image                   varchar(2000) NOT NULL,
    gender                  varchar(100) NOT NULL,
    biography               text NOT NULL,
    birth_date              varchar(10) NOT NULL,
    death_date              varchar(10) NOT NULL,
    primary_party           varchar(100) NOT NULL,
    current_jurisdiction_id varchar(300)
        REFERENCES opencivicdata_jurisdiction DEFERRABLE INITIALLY DEFERRED,
    "current_role"          jsonb,
    email                   varchar(300) NOT NULL
);
CREATE INDEX ON opencivicdata_person (current_jurisdiction_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_person (current_jurisdiction_id);
CREATE INDEX ON opencivicdata_person (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_person (name varchar_pattern_ops);
CREATE INDEX ON opencivicdata_person (name);

-- Further names a person is found by.
CREATE TABLE opencivicdata_personname (
    id         uuid PRIMARY KEY,
    name       varchar(500) NOT NULL,
    note       varchar(500) NOT NULL,
    start_date varchar(10) NOT NULL,
    end_date   varchar(10) NOT NULL,
    person_id  varchar(47) NOT NULL
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_personname (name varchar_pattern_ops);
CREATE INDEX ON opencivicdata_personname (name);
CREATE INDEX ON opencivicdata_personname (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_personname (person_id);

CREATE TABLE opencivicdata_personidentifier (
    id         uuid PRIMARY KEY,
    identifier varchar(300) NOT NULL,
    scheme     varchar(300) NOT NULL,
    person_id  varchar(47) NOT NULL
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_personidentifier (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_personidentifier (person_id);

CREATE TABLE opencivicdata_personlink (
    id        uuid PRIMARY KEY,
    note      varchar(300) NOT NULL,
    url       varchar(2000) NOT NULL,
    person_id varchar(47) NOT NULL
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_personlink (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_personlink (person_id);

CREATE TABLE opencivicdata_personsource (
    id        uuid PRIMARY KEY,
    note      varchar(300) NOT NULL,
    url       varchar(2000) NOT NULL,
    person_id varchar(47) NOT NULL
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_personsource (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_personsource (person_id);

-- An office with address and telephone, of a person who holds another kind of office.
CREATE TABLE openstates_personoffice (
    id             uuid PRIMARY KEY,
    classification varchar(20) NOT NULL,
    address        varchar(300) NOT NULL,
    voice          varchar(30) NOT NULL,
    fax            varchar(30) NOT NULL,
    name           varchar(200) NOT NULL,
    person_id      varchar(47) NOT NULL
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON openstates_personoffice (person_id varchar_pattern_ops);
CREATE INDEX ON openstates_personoffice (person_id);

-- A seat: one district of one chamber.
CREATE TABLE opencivicdata_post (
    created_at          timestamptz NOT NULL,
    updated_at          timestamptz NOT NULL,
    extras              jsonb NOT NULL,
    id                  varchar(45) PRIMARY KEY,
    label               varchar(300) NOT NULL,
    role                varchar(300) NOT NULL,
    maximum_memberships integer NOT NULL CHECK (maximum_memberships >= 0),
    division_id         varchar(300)
        REFERENCES opencivicdata_division DEFERRABLE INITIALLY DEFERRED,
    organization_id     varchar(53) NOT NULL
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_post (division_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_post (division_id);
CREATE INDEX ON opencivicdata_post (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_post (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_post (organization_id);
CREATE INDEX ON opencivicdata_post (organization_id, label);

-- Who sits where: in a chamber (with a post), a committee, a party, an executive.
CREATE TABLE opencivicdata_membership (
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    extras          jsonb NOT NULL,
    id              varchar(51) PRIMARY KEY,
    person_name     varchar(300) NOT NULL,
    role            varchar(300) NOT NULL,
    start_date      varchar(10) NOT NULL,
    end_date        varchar(10) NOT NULL,
    organization_id varchar(53) NOT NULL
        REFERENCES opencivicdata_organization DEFERRABLE INITIALLY DEFERRED,
    person_id       varchar(47)
        REFERENCES opencivicdata_person DEFERRABLE INITIALLY DEFERRED,
    post_id         varchar(45)
        REFERENCES opencivicdata_post DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX ON opencivicdata_membership (id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_membership (organization_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_membership (organization_id);
CREATE INDEX ON opencivicdata_membership (organization_id, person_id, post_id);
CREATE INDEX ON opencivicdata_membership (person_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_membership (person_id);
CREATE INDEX ON opencivicdata_membership (post_id varchar_pattern_ops);
CREATE INDEX ON opencivicdata_membership (post_id);
