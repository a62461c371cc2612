package org.civichopper.cli.explain;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.civichopper.database.TextColumns;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.ScrapedIds;
import org.civichopper.model.document.Kind;

/// What the ledger holds of documents, by each of the names that they have there.
final class Trail {

    static final int MOST = 100;

    private final Connection connection;

    Trail(Connection connection) {
        this.connection = connection;
    }

    private static final String BILL =
            """
            SELECT b.id
              FROM opencivicdata_bill b
              JOIN opencivicdata_legislativesession s ON s.id = b.legislative_session_id
             WHERE s.jurisdiction_id = ?
               AND s.identifier = ?
               AND b.identifier = ?
            """;

    List<String> bill(Asked.Bill bill) throws SQLException {
        try (var statement = connection.prepareStatement(BILL)) {
            statement.setString(1, bill.jurisdictionId());
            statement.setString(2, bill.session());
            statement.setString(3, bill.identifier());
            return texts(statement);
        }
    }

    // Nobody pays for indexes on these with every import; a person who asks can wait a second.
    private static final String RECEIPTS =
            """
            SELECT *
              FROM hopper.receipt
             WHERE object_key = ANY (?)
                OR scraped_id = ANY (?)
                OR database_id = ANY (?)
             ORDER BY committed_at DESC
             LIMIT ?
            """;

    /// The last of them, the oldest first.
    List<Life.Receipt> receipts(
            Set<String> objectKeys, Set<String> scrapedIds, Set<String> databaseIds)
            throws SQLException {
        var receipts = new ArrayList<Life.Receipt>();
        try (var statement = connection.prepareStatement(RECEIPTS)) {
            TextColumns.bind(statement, 1, objectKeys);
            TextColumns.bind(statement, 2, scrapedIds);
            TextColumns.bind(statement, 3, databaseIds);
            statement.setInt(4, MOST);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    receipts.add(
                            new Life.Receipt(
                                    rows.getString("object_key"),
                                    rows.getString("outcome"),
                                    instant(rows, "version_time"),
                                    instant(rows, "scraped_at"),
                                    instant(rows, "sent_at"),
                                    instant(rows, "put_at").orElseThrow(),
                                    instant(rows, "received_at").orElseThrow(),
                                    instant(rows, "committed_at").orElseThrow(),
                                    text(rows, "scraped_id"),
                                    text(rows, "database_id"),
                                    text(rows, "run_id")));
                }
            }
        }
        return receipts.reversed();
    }

    /// An `_id` and what it became.
    record Scraped(ScrapedIds.Id id, String databaseId) {}

    private static final String SCRAPED =
            """
            SELECT jurisdiction_id, kind, scraped_id, database_id
              FROM hopper.scraped_id
             WHERE scraped_id = ANY (?)
                OR database_id = ANY (?)
             LIMIT ?
            """;

    List<Scraped> scraped(Set<String> scrapedIds, Set<String> databaseIds) throws SQLException {
        var scraped = new ArrayList<Scraped>();
        try (var statement = connection.prepareStatement(SCRAPED)) {
            TextColumns.bind(statement, 1, scrapedIds);
            TextColumns.bind(statement, 2, databaseIds);
            statement.setInt(3, MOST);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var kind = Kind.ofWord(rows.getString(2)).orElseThrow();
                    var id = new ScrapedIds.Id(rows.getString(1), kind, rows.getString(3));
                    scraped.add(new Scraped(id, rows.getString(4)));
                }
            }
        }
        return scraped;
    }

    private static final String THINGS =
            """
            SELECT d.kind, d.jurisdiction_id, d.database_id,
                   array_agg(d.natural_key ORDER BY d.id) AS names,
                   max(s.version_time) AS version_time, max(s.seen_at) AS seen_at,
                   max(s.run_id) AS run_id, bool_or(s.unresolved) AS unresolved
              FROM hopper.document d
              JOIN hopper.sighting s ON s.document_id = d.id
             WHERE d.database_id = ANY (?)
             GROUP BY d.kind, d.jurisdiction_id, d.database_id
             LIMIT ?
            """;

    /// Without their rows.
    List<Life.Thing> things(Set<String> databaseIds) throws SQLException {
        var things = new ArrayList<Life.Thing>();
        try (var statement = connection.prepareStatement(THINGS)) {
            TextColumns.bind(statement, 1, databaseIds);
            statement.setInt(2, MOST);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    things.add(
                            new Life.Thing(
                                    Kind.ofWord(rows.getString("kind")).orElseThrow(),
                                    rows.getString("jurisdiction_id"),
                                    rows.getString("database_id"),
                                    List.of((String[]) rows.getArray("names").getArray()),
                                    instant(rows, "version_time").orElseThrow(),
                                    instant(rows, "seen_at").orElseThrow(),
                                    text(rows, "run_id"),
                                    rows.getBoolean("unresolved"),
                                    List.of(),
                                    List.of()));
                }
            }
        }
        return things;
    }

    private static final String SETBACKS =
            """
            SELECT 'r' || id AS id, file, place || ': expected ' || expected || ', found ' || found AS reason,
                   rejected_at AS at, stored_key, replayed_at
              FROM hopper.rejected
             WHERE file = ANY (?)
             UNION ALL
            SELECT 'f' || id, file, times || ' times: ' || error, last_at, NULL, NULL
              FROM hopper.failed
             WHERE file = ANY (?)
             ORDER BY at
             LIMIT ?
            """;

    List<Life.Setback> setbacks(Set<String> files) throws SQLException {
        var setbacks = new ArrayList<Life.Setback>();
        try (var statement = connection.prepareStatement(SETBACKS)) {
            TextColumns.bind(statement, 1, files);
            TextColumns.bind(statement, 2, files);
            statement.setInt(3, MOST);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    setbacks.add(
                            new Life.Setback(
                                    rows.getString("id"),
                                    rows.getString("file"),
                                    rows.getString("reason"),
                                    instant(rows, "at").orElseThrow(),
                                    text(rows, "stored_key"),
                                    instant(rows, "replayed_at")));
                }
            }
        }
        return setbacks;
    }

    private static final String SUPERSEDED =
            """
            SELECT file, winner, differs, run_id, superseded_at
              FROM hopper.superseded
             WHERE database_id = ANY (?)
                OR file = ANY (?)
             ORDER BY superseded_at, file
             LIMIT ?
            """;

    List<Life.Superseded> superseded(Set<String> files, Set<String> databaseIds)
            throws SQLException {
        var superseded = new ArrayList<Life.Superseded>();
        try (var statement = connection.prepareStatement(SUPERSEDED)) {
            TextColumns.bind(statement, 1, databaseIds);
            TextColumns.bind(statement, 2, files);
            statement.setInt(3, MOST);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    superseded.add(
                            new Life.Superseded(
                                    rows.getString("file"),
                                    rows.getString("winner"),
                                    rows.getString("differs"),
                                    rows.getString("run_id"),
                                    instant(rows, "superseded_at").orElseThrow()));
                }
            }
        }
        return superseded;
    }

    private static final String PARKED =
            """
            SELECT file, parked_at, awaits
              FROM hopper.parked
             WHERE file = ANY (?)
                OR scraped_id = ANY (?)
             ORDER BY id
             LIMIT ?
            """;

    List<Life.Parked> parked(Set<String> files, Set<String> scrapedIds) throws SQLException {
        var parked = new ArrayList<Life.Parked>();
        try (var statement = connection.prepareStatement(PARKED)) {
            TextColumns.bind(statement, 1, files);
            TextColumns.bind(statement, 2, scrapedIds);
            statement.setInt(3, MOST);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    parked.add(
                            new Life.Parked(
                                    rows.getString("file"),
                                    instant(rows, "parked_at").orElseThrow(),
                                    Stream.of((String[]) rows.getArray("awaits").getArray())
                                            .map(Awaited::new)
                                            .toList()));
                }
            }
        }
        return parked;
    }

    static List<String> texts(PreparedStatement statement) throws SQLException {
        var texts = new ArrayList<String>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static Optional<String> text(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getString(column));
    }

    private static Optional<Instant> instant(ResultSet rows, String column) throws SQLException {
        return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }
}
