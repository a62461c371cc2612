package org.civichopper.importer.scrape;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.civichopper.database.TextColumns;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.RunMessage;

/// What the dashboards of others read of a scrape: `pupa_runplan` and the tables below it.
final class ScrapeReport {

    private ScrapeReport() {}

    // A jurisdiction that does not stand has no reports. What was imported names the plan, not the
    // report of the scrape, whatever its column is called.
    private static final String WRITE =
            """
            WITH plan AS (
                INSERT INTO pupa_runplan (
                       success, start_time, end_time, exception, traceback, jurisdiction_id)
                SELECT ?, ?, ?, ?, '', id
                  FROM opencivicdata_jurisdiction
                 WHERE id = ?
             RETURNING id, start_time, end_time
            ), scrape AS (
                INSERT INTO pupa_scrapereport (scraper, args, start_time, end_time, plan_id)
                SELECT 'hopper', ?, ?, ?, id
                  FROM plan
             RETURNING id
            ), scraped AS (
                INSERT INTO pupa_scrapeobjects (object_type, count, report_id)
                SELECT given.kind, given.objects::integer, scrape.id
                  FROM scrape
                 CROSS JOIN unnest(?, ?) AS given (kind, objects)
            )
            INSERT INTO pupa_importobjects (
                   object_type, insert_count, update_count, noop_count, start_time, end_time,
                   report_id)
            SELECT given.kind, given.inserted::integer, given.updated::integer,
                   given.unchanged::integer, plan.start_time, plan.end_time, plan.id
              FROM plan
             CROSS JOIN unnest(?, ?, ?, ?) AS given (kind, inserted, updated, unchanged)
            """;

    static void write(Connection connection, ClosedScrape closed) throws SQLException {
        var run = closed.run();
        var scrapeEnded = run.end().map(RunMessage.End::at).orElse(run.lastHeardAt().toInstant());
        var sent = run.end().map(RunMessage.End::objects).orElse(Map.of());
        try (var statement = connection.prepareStatement(WRITE)) {
            statement.setBoolean(1, closed.outcome() == ClosedScrape.Outcome.COMPLETE);
            statement.setObject(2, run.beganAt());
            statement.setObject(3, at(closed.at()));
            statement.setString(4, closed.complaint());
            statement.setString(5, run.key().jurisdictionId());
            statement.setString(6, run.key().id());
            statement.setObject(7, run.scrapeBeganAt());
            statement.setObject(8, at(scrapeEnded));
            TextColumns.bind(
                    statement,
                    9,
                    List.copyOf(sent.entrySet()),
                    each -> each.getKey().word(),
                    each -> each.getValue().toString());
            TextColumns.bind(
                    statement,
                    11,
                    List.copyOf(closed.documents().keySet()),
                    Kind::word,
                    kind -> count(closed, kind, "insert"),
                    kind -> count(closed, kind, "update"),
                    kind -> count(closed, kind, "noop"));
            statement.executeUpdate();
        }
    }

    private static String count(ClosedScrape closed, Kind kind, String word) {
        return Integer.toString(closed.documents(kind, word));
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
