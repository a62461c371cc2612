package org.civichopper.bulk.city311;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.MaterializedView;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;
import org.civichopper.bulk.tell.Told;

/// What follows once the rows are in sight: views, statistics, the log, and those who are told.
final class AfterLoad {

    private final Settings settings;
    private final Told told;
    private final Target target;
    private final Notes notes;

    AfterLoad(Settings settings, Told told, Notes notes) {
        this.settings = settings;
        this.told = told;
        this.notes = notes;
        this.target = new Target(settings.schema());
    }

    /// @param connection that commits each statement by itself
    /// @throws LoadStopped.Failed where a view could not be refreshed; the rows stay
    void follow(Connection connection, LoadCounts counts) throws SQLException {
        if (!changed(counts)) {
            return;
        }
        vacuum(connection);
        var failures = new ArrayList<String>();
        for (var view : settings.views()) {
            try {
                new MaterializedView(target, view).refresh(connection);
            } catch (SQLException e) {
                failures.add(
                        "view %s.%s: expected to refresh it, found: %s"
                                .formatted(settings.schema(), view, e.getMessage()));
            }
        }
        if (!failures.isEmpty()) {
            throw new LoadStopped.Failed(
                    String.join("; ", failures)
                            + "; the rows are loaded: mend the view and refresh it");
        }
    }

    private static boolean changed(LoadCounts counts) {
        return counts.inserted() + counts.updated() + counts.deleted() > 0;
    }

    private void vacuum(Connection connection) throws SQLException {
        var table = Identifier.quoted(settings.schema(), Tables.REQUESTS);
        try (var statement = connection.createStatement()) {
            switch (settings.vacuum()) {
                case NONE -> {}
                case ANALYZE -> statement.execute("VACUUM (ANALYZE) " + table);
                case FULL -> statement.execute("VACUUM (FULL, ANALYZE) " + table);
            }
        }
    }

    private static final String LOG = "INSERT INTO %s (status, message) VALUES (?, ?)";

    private static final String LATEST_UPDATES =
            """
            SELECT count(*) FILTER (WHERE nothing) = 2
              FROM (SELECT (counts ->> 'inserted')::bigint + (counts ->> 'updated')::bigint
                           + (counts ->> 'deleted')::bigint = 0 AS nothing
                      FROM hopper.load_run
                     WHERE dataset = '311'
                       AND arguments ->> 'schema' = ?
                       AND mode = 'update'
                       AND status IN ('completed', 'completed_with_rejects')
                       AND run_id < ?
                     ORDER BY run_id DESC
                     LIMIT 2) latest
            """;

    /// A row in the data set's own log, and a line in a chat. Fails nothing.
    void tell(Connection connection, LoadReport report) {
        var level = Level.INFO;
        try {
            connection.setAutoCommit(true);
            level = level(connection, report);
            log(connection, level, message(report));
        } catch (SQLException e) {
            notes.say("the table log could not be written: " + e.getMessage());
        }
        var shown = level;
        var line = "%s %s %s".formatted(settings.stage(), shown.face, message(report)).strip();
        told.tell(line);
        if (changed(report.counts()) && report.error().isEmpty()) {
            told.touch(settings.posts());
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            notes.say("the connection is gone: " + e.getMessage());
        }
    }

    private enum Level {
        INFO(":grin:"),
        WARN(":confused:"),
        ERROR(":rage:");

        private final String face;

        Level(String face) {
            this.face = face;
        }
    }

    private Level level(Connection connection, LoadReport report) throws SQLException {
        return switch (report.status()) {
            case COMPLETED, COMPLETED_WITH_REJECTS ->
                    isIdle(connection, report) ? Level.WARN : Level.INFO;
            case PAUSED -> Level.WARN;
            case FAILED, ABANDONED, RUNNING -> Level.ERROR;
        };
    }

    // At least the third update in a row that changed nothing: an outage can look like success.
    private boolean isIdle(Connection connection, LoadReport report) throws SQLException {
        if (settings.mode() != Settings.Mode.UPDATE || changed(report.counts())) {
            return false;
        }
        try (var statement = connection.prepareStatement(LATEST_UPDATES)) {
            statement.setString(1, settings.schema());
            statement.setLong(2, report.run().orElse(0));
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private void log(Connection connection, Level level, String message) throws SQLException {
        new Tables(target).makeLog(connection); // it may have failed before anything was made
        var log = LOG.formatted(Identifier.quoted(settings.schema(), "log"));
        try (var statement = connection.prepareStatement(log)) {
            statement.setString(1, level.name());
            statement.setString(2, message);
            statement.executeUpdate();
        }
    }

    private static String message(LoadReport report) {
        return report.error()
                .map("FAILURE: Something went wrong in 311: \"%s\""::formatted)
                .orElseGet(() ->
                        String.format(
                                Locale.ROOT,
                                "\"311\" loaded [%,d] records, updated [%,d] records, and finished with message \"completed\"",
                                report.counts().inserted(),
                                report.counts().updated()));
    }
}
