-- Filled from the files of these names when missing or empty, never overwritten.
CREATE TABLE IF NOT EXISTS request_types (
    type_id     smallint PRIMARY KEY,
    type_name   varchar,
    agency_id   smallint,
    color       varchar,
    description varchar,
    data_code   varchar
);
CREATE INDEX IF NOT EXISTS request_types_data_code ON request_types (data_code);

CREATE TABLE IF NOT EXISTS agencies (
    agency_id   smallint PRIMARY KEY,
    agency_name varchar,
    website     varchar,
    twitter     varchar,
    data_code   varchar
);

CREATE TABLE IF NOT EXISTS sources (
    source_id   smallint PRIMARY KEY,
    source_name varchar,
    data_code   varchar
);

CREATE TABLE IF NOT EXISTS councils (
    council_id   smallint PRIMARY KEY,
    council_name varchar,
    website      varchar,
    twitter      varchar,
    region_id    smallint,
    latitude     double precision,
    longitude    double precision,
    data_code    smallint
);
CREATE INDEX IF NOT EXISTS councils_region_id ON councils (region_id);
CREATE INDEX IF NOT EXISTS councils_data_code ON councils (data_code);

CREATE TABLE IF NOT EXISTS regions (
    region_id   smallint PRIMARY KEY,
    region_name varchar,
    latitude    double precision,
    longitude   double precision
);
