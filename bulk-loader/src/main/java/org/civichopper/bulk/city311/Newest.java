package org.civichopper.bulk.city311;

import java.util.List;
import java.util.Set;

/// The SQL of what makes a version of a request the newer one, and of the rules of quality, for the
/// statements that merge and exchange.
///
/// @param staging the table that all of the run is read from
/// @param absent fields that the source does not have
record Newest(String staging, Set<Field> absent) {

    // A date that breaks the rule says nothing of which version is newer.
    private static final String SOUND =
            """
            CASE WHEN %1$s.updateddate BETWEEN '2000-01-01' AND (SELECT latest_date FROM run)
                 THEN %1$s.updateddate ELSE '-infinity' END
            """;

    private static final String DATE_RANGE =
            """
            least(%1$s.createddate, %1$s.updateddate, %1$s.servicedate, %1$s.closeddate) < '2000-01-01'
            OR greatest(%1$s.createddate, %1$s.updateddate, %1$s.servicedate, %1$s.closeddate)
               > (SELECT latest_date FROM run)
            """;

    private static final String POSITION =
            """
            (%1$s.latitude IS NULL) <> (%1$s.longitude IS NULL)
            OR %1$s.latitude NOT BETWEEN 33.2 AND 34.9
            OR %1$s.longitude NOT BETWEEN -119.2 AND -117.2
            """;

    private static final String CLOSED_BEFORE_CREATED =
            "%1$s.closeddate < %1$s.createddate - interval '1 day'\n";

    private static final String BROKEN =
            "(" + DATE_RANGE + " OR " + POSITION + " OR " + CLOSED_BEFORE_CREATED + ")";

    // Nearly all rows break none, and an array is made for the others only.
    private static final String QUALITY =
            "CASE WHEN "
                    + BROKEN
                    + " THEN array_remove(ARRAY[CASE WHEN "
                    + DATE_RANGE
                    + " THEN 'date-range' END, CASE WHEN "
                    + POSITION
                    + " THEN 'position' END, CASE WHEN "
                    + CLOSED_BEFORE_CREATED
                    + " THEN 'closed-before-created' END], NULL) END";

    // Most requests come once. Only of those that come more often versions have to be sorted; and
    // of those it is kept which rows of the source they were.
    private static final String CTES =
            """
            run AS MATERIALIZED (SELECT ?::timestamp + interval '366 days' AS latest_date),
            several AS MATERIALIZED (SELECT srnumber FROM %1$s GROUP BY srnumber HAVING count(*) > 1),
            doubled AS MATERIALIZED (
              SELECT s.srnumber, array_agg(s.dataset || ' ' || s.row_id) AS ids, array_agg(s.row_updated_at) AS times
                FROM several
                JOIN %1$s s ON s.srnumber = several.srnumber
               GROUP BY s.srnumber),
            newest AS (
              SELECT s.*, NULL::varchar[] AS ids, NULL::timestamptz[] AS times
                FROM %1$s s
               WHERE NOT EXISTS (SELECT FROM doubled d WHERE d.srnumber = s.srnumber)
               UNION ALL
              (SELECT DISTINCT ON (s.srnumber) s.*, d.ids, d.times
                 FROM %1$s s
                 JOIN doubled d ON d.srnumber = s.srnumber
                ORDER BY s.srnumber, %2$s DESC, s.row_updated_at DESC, s.year DESC, s.row_id COLLATE "C" DESC))
            """;

    /// Common table expressions of which `run` and `newest` are read: of each request its newest
    /// version. Their one parameter is when the run began.
    String ctes() {
        return CTES.formatted(staging, sound("s"));
    }

    /// When the version was edited, for the order of versions.
    String sound(String alias) {
        return SOUND.formatted(alias).strip();
    }

    /// Whether the row breaks a rule of quality; NULL is no.
    String broken(String alias) {
        return BROKEN.formatted(alias);
    }

    /// The rules that the row breaks; NULL where it breaks none.
    String quality(String alias) {
        return QUALITY.formatted(alias);
    }

    List<Field> fields() {
        return Field.data(absent);
    }
}
