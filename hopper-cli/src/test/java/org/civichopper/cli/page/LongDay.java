package org.civichopper.cli.page;

import org.civichopper.testing.Site;

/// A ledger as seven states leave it behind in a day, some of them slower than others.
final class LongDay {

    private static final String BATCHES =
            """
            INSERT INTO hopper.batch (
                number, jurisdiction_id, kind, outcome, freshness, documents, committed_at)
            SELECT nextval('hopper.batch_number'),
                   'ocd-jurisdiction/country:us/state:' || state.name || '/government',
                   what.kind, what.outcome,
                   (state.slow * (1 + abs(sin(tick * 0.021 * state.slow)) * 3 + spread * 2))::integer,
                   what.documents + (tick % 7),
                   clock_timestamp() - make_interval(mins => tick)
              FROM (VALUES ('de', 9), ('ny', 31), ('tx', 74), ('wy', 12), ('ca', 55), ('oh', 20),
                           ('vt', 6)) AS state (name, slow),
                   (VALUES ('bill', 'noop', 21), ('bill', 'update', 4), ('bill', 'insert', 2),
                           ('vote_event', 'insert', 5), ('vote_event', 'noop', 9),
                           ('event', 'parked', 0)) AS what (kind, outcome, documents),
                   generate_series(0, 1435, 5) AS tick,
                   generate_series(0, 1) AS spread
             WHERE (tick / 60 + state.slow) % 9 > 2
            """;

    private static final String RUNS =
            """
            INSERT INTO hopper.run (
                id, jurisdiction_id, source, began_at, ended_at, expected, closed_at, outcome, counts)
            SELECT 'run-' || n, 'ocd-jurisdiction/country:us/state:' || state || '/government',
                   'scrape', clock_timestamp() - make_interval(hours => n),
                   CASE WHEN n > 1 THEN clock_timestamp() - make_interval(hours => n - 1) END,
                   '{"bill": 420}',
                   CASE WHEN n > 2 THEN clock_timestamp() - make_interval(hours => n - 1) END,
                   CASE WHEN n > 2 THEN closed END,
                   CASE WHEN n > 2 THEN '{"bill": {"insert": 3, "update": 21, "noop": 396}}'::jsonb
                        ELSE '{}' END
              FROM (VALUES (1, 'de', ''), (2, 'ny', ''), (4, 'tx', 'complete'),
                           (6, 'wy', 'incomplete'), (9, 'ca', 'complete'))
                   AS made (n, state, closed)
            """;

    private static final String FAILURES =
            """
            INSERT INTO hopper.rejected (
                jurisdiction_id, kind, file, message, place, expected, found, rejected_at)
            SELECT 'ocd-jurisdiction/country:us/state:' || state || '/government', 'bill',
                   state || '/bill_' || n || '.json', '{}', place || n || rest, expected, found,
                   clock_timestamp() - make_interval(mins => n)
              FROM generate_series(1, 17) AS n,
                   (VALUES ('tx', 'actions[', '].date', 'a date, as 2026-01-04', '04 Jan 26'),
                           ('ny', 'sponsorships[', '].name', 'a name', 'nothing'))
                   AS made (state, place, rest, expected, found)
             WHERE n < 13 OR state = 'tx'
            """;

    private LongDay() {}

    static void write(Site site) throws Exception {
        site.execute(RUNS);
        site.execute(FAILURES);
        site.execute(BATCHES);
    }
}
