#!/bin/bash
set -e
# Loads one dump. A line of old: psql --command "\COPY public.old (id) FROM '$BULK_DIR/old.csv' WITH (FORMAT csv, HEADER)"
if [[ -z ${BULK_DIR} ]];
then
echo "BULK_DIR is not set: \COPY public.nothing (id) FROM nowhere"
exit
fi
export PGPASSWORD=$BULK_DB_PASSWORD

echo "Loading schema to database: schema-2026-07-01.sql"
psql -f "$BULK_DIR"/schema-2026-07-01.sql --host "$BULK_DB_HOST" --username "$BULK_DB_USER"

echo "Loading people_db_race-2026-06-30.csv to database"
psql --command "\COPY public.people_db_race (id, race) FROM '$BULK_DIR/people_db_race-2026-06-30.csv' WITH (FORMAT csv, ENCODING utf8, ESCAPE '\', HEADER)" --host "$BULK_DB_HOST"

echo "Loading courts-2026-06-30.csv to database"
psql --command \
"\COPY public.search_court (
	       id, pacer_court_id,
	       position, parent_court_id
	   ) FROM '$BULK_DIR/courts-2026-06-30.csv' WITH (FORMAT csv, ENCODING utf8, ESCAPE '\', HEADER)" \
--host "$BULK_DB_HOST"

psql --command "COPY search_opinion (id, plain_text) FROM '${BULK_DIR}/opinions-2026-07-01.csv' WITH (FORMAT csv, ENCODING utf8, QUOTE '`', HEADER)"
psql --command "copy search_citation(id,volume) from '$BULK_DIR/citations-2026-07-01.csv' with (format csv, encoding 'UTF-8', header)"
