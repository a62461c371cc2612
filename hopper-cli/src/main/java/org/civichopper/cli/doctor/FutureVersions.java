package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// Documents whose version lies in the future: nothing that is scraped before then takes their
/// place. They came from where a clock was ahead of the database's.
final class FutureVersions {

    /// @param table of the ledger that knows them
    /// @param example the natural key or file of the one that is furthest ahead
    record Ahead(
            String table,
            String jurisdictionId,
            String kind,
            long documents,
            Instant until,
            String example) {}

    private FutureVersions() {}

    // Clocks that agree well enough are minutes apart, and a scraper is believed up to five.
    private static final String AHEAD =
            """
            SELECT 'hopper.sighting', jurisdiction_id, kind, count(*), max(until),
                   (array_agg(natural_key ORDER BY until DESC))[1]
              FROM (SELECT d.jurisdiction_id, d.kind, d.natural_key,
                           greatest(s.version_time, s.version_id_time, s.version_last_modified) AS until
                      FROM hopper.sighting s
                      JOIN hopper.document d ON d.id = s.document_id) AS sighted
             WHERE until > clock_timestamp() + interval '10 minutes'
             GROUP BY jurisdiction_id, kind
             UNION ALL
            SELECT 'hopper.parked', jurisdiction_id, kind, count(*), max(last_modified),
                   (array_agg(file ORDER BY last_modified DESC))[1]
              FROM hopper.parked
             WHERE last_modified > clock_timestamp() + interval '10 minutes'
             GROUP BY jurisdiction_id, kind
             ORDER BY 2, 3, 1
            """;

    static List<Ahead> find(Connection connection) throws SQLException {
        var ahead = new ArrayList<Ahead>();
        try (var statement = connection.prepareStatement(AHEAD);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                ahead.add(
                        new Ahead(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getLong(4),
                                rows.getObject(5, OffsetDateTime.class).toInstant(),
                                rows.getString(6)));
            }
        }
        return ahead;
    }

    static Outcome examine(Connection connection) throws SQLException {
        return Outcome.of(
                find(connection).stream()
                        .map(each ->
                                new Finding(
                                        "%s: %d %s of %s"
                                                .formatted(
                                                        each.table(),
                                                        each.documents(),
                                                        each.kind(),
                                                        each.jurisdictionId()),
                                        "versions that are past",
                                        "up to %s, for example %s"
                                                .formatted(each.until(), each.example()),
                                        "set the clocks (timedatectl status), then hopper doctor --fix versions --yes"))
                        .toList(),
                "no document is newer than now");
    }

    private static final String SIGHTINGS =
            """
            UPDATE hopper.sighting
               SET version_time = least(version_time, clock_timestamp()),
                   version_id_time = least(version_id_time, clock_timestamp()),
                   version_last_modified = least(version_last_modified, clock_timestamp())
             WHERE greatest(version_time, version_id_time, version_last_modified)
                   > clock_timestamp() + interval '10 minutes'
            """;

    private static final String PARKED =
            """
            UPDATE hopper.parked
               SET last_modified = clock_timestamp()
             WHERE last_modified > clock_timestamp() + interval '10 minutes'
            """;

    /// Lets them be as new as now, so that what is scraped from now on is newer.
    ///
    /// @return those that were ahead
    static List<Ahead> bringBack(Connection connection) throws SQLException {
        var ahead = find(connection);
        for (var sql : List.of(SIGHTINGS, PARKED)) {
            try (var statement = connection.prepareStatement(sql)) {
                statement.executeUpdate();
            }
        }
        return ahead;
    }
}
