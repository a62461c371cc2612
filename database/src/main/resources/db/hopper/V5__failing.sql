CREATE INDEX run_directory ON hopper.run (jurisdiction_id, began_at) WHERE source = 'directory';

-- What fails still: the one answer for all who count, list or tell of it. What was rejected and not
-- put back since is in open_rejection, and is not counted here, too.
CREATE VIEW hopper.failing AS
SELECT id, file, jurisdiction_id, error, times, first_at, last_at
  FROM hopper.failed f
 -- A receipt says that the object is done: imported, superseded, parked or rejected.
 WHERE NOT EXISTS (SELECT
                     FROM hopper.receipt c
                    WHERE c.object_key = f.file
                      AND c.committed_at > f.last_at)
 -- A rejection may have none: of a document that waited too long, of an object that is gone. Other
 -- messages that are rejected say nothing of the object that they name.
   AND NOT EXISTS (SELECT
                     FROM hopper.rejected r
                    WHERE r.file = f.file
                      AND r.rejected_at > f.last_at
                      AND (r.message IS NULL OR r.place = 'object'))
 -- A file of a directory has no receipt at all: it failed while its jurisdiction was imported from
 -- one, and an import from one that ran to its end since would have failed on it once more. An object
 -- that fails in the queue is not done by an import from a directory. Of the imports that had begun
 -- when it failed the last one tells; each question is one look into the index.
   AND NOT (EXISTS (SELECT
                      FROM hopper.run later
                     WHERE later.jurisdiction_id = f.jurisdiction_id
                       AND later.source = 'directory'
                       AND later.began_at > f.last_at
                       AND later.ended_at IS NOT NULL)
            AND coalesce((SELECT failed_in.ended_at IS NULL OR failed_in.ended_at >= f.last_at
                            FROM hopper.run failed_in
                           WHERE failed_in.jurisdiction_id = f.jurisdiction_id
                             AND failed_in.source = 'directory'
                             AND failed_in.began_at <= f.last_at
                           ORDER BY failed_in.began_at DESC
                           LIMIT 1), false));

CREATE OR REPLACE FUNCTION hopper.ledger_version() RETURNS integer
    LANGUAGE sql IMMUTABLE
AS 'SELECT 5';
