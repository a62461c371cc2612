-- Makes `importer` the owner of this database and of everything in it: what is in `public` and in the schemas
-- beside it, but for what an extension brought. The database last, because its owner says that it is done.
DO $$
DECLARE
    command text;
BEGIN
    FOR command IN
        WITH ours AS (
            SELECT oid, nspname
              FROM pg_namespace
             WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema'
        ), bound AS (
            SELECT classid, objid
              FROM pg_depend
             WHERE deptype IN ('a', 'e', 'i')
        )
        SELECT format('ALTER SCHEMA %I OWNER TO importer', nspname)
          FROM ours
         WHERE nspname <> 'public'
         UNION ALL
        SELECT format('ALTER TABLE %s OWNER TO importer', oid::regclass)
          FROM pg_class
         WHERE relnamespace IN (SELECT oid FROM ours)
           AND relkind IN ('r', 'p', 'v', 'm', 'S')
           AND NOT (relkind = 'S' AND ('pg_class'::regclass, oid) IN (SELECT classid, objid FROM bound))
           AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
         UNION ALL
        SELECT format('ALTER ROUTINE %s OWNER TO importer', oid::regprocedure)
          FROM pg_proc
         WHERE pronamespace IN (SELECT oid FROM ours)
           AND ('pg_proc'::regclass, oid) NOT IN (SELECT classid, objid FROM bound)
         UNION ALL
        SELECT format('ALTER TYPE %s OWNER TO importer', oid::regtype)
          FROM pg_type
         WHERE typnamespace IN (SELECT oid FROM ours)
           AND typtype IN ('d', 'e')
           AND ('pg_type'::regclass, oid) NOT IN (SELECT classid, objid FROM bound)
         UNION ALL
        SELECT format('ALTER DATABASE %I OWNER TO importer', current_database())
    LOOP
        EXECUTE command;
    END LOOP;
END $$;
