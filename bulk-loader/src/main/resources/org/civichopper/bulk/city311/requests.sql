-- Run with search_path at the schema that it belongs to.
CREATE TABLE requests (
    id             serial PRIMARY KEY,
    srnumber       varchar NOT NULL UNIQUE,
    requesttype    varchar,
    status         varchar,
    actiontaken    varchar,
    createddate    timestamp without time zone,
    updateddate    timestamp without time zone,
    servicedate    timestamp without time zone,
    closeddate     timestamp without time zone,
    requestsource  varchar,
    anonymous      varchar,
    mobileos       varchar,
    owner          varchar,
    nc             integer,
    ncname         varchar,
    policeprecinct varchar,
    apc            varchar,
    assignto       varchar,
    cd             integer,
    cdmember       varchar,
    address        varchar,
    zipcode        varchar,
    latitude       double precision,
    longitude      double precision,
    dataset        varchar,      -- the 4x4 that it came from
    row_id         varchar,      -- the source's :id
    row_updated_at timestamptz,  -- the source's :updated_at
    missing_since  timestamptz,  -- the source no longer has it
    quality        text[]        -- the rules that it breaks
);
