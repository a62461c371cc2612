package org.civichopper.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.localcloud.LocalCloudException;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localsearch.LocalSearchException;

/// What every demonstration stands on: a folder of its own that is gone afterwards, and one word
/// for whatever stops it.
final class DemoStage {

    private static final String NAME = "demo";

    private DemoStage() {}

    /// A demonstration.
    @FunctionalInterface
    interface Act {

        void play(Path folder) throws IOException, SQLException, InterruptedException;
    }

    /// A demonstration on a database.
    @FunctionalInterface
    interface ActOnDatabase {

        void play(Path folder, String databaseUrl)
                throws IOException, SQLException, InterruptedException;
    }

    /// With an empty database of its own on a Postgres that is gone afterwards, too.
    ///
    /// @return the exit code
    static int openWithDatabase(ActOnDatabase act) {
        return open(folder -> {
            try (var postgres = LocalPostgres.startThrowaway()) {
                postgres.createDatabase(NAME);
                act.play(folder, postgres.url(NAME));
            }
        });
    }

    /// @return the exit code
    /// @throws CannotRunException that says what stopped it
    static int open(Act act) {
        try {
            var folder = Files.createTempDirectory("hopper-demo-");
            try {
                act.play(folder);
            } finally {
                delete(folder);
            }
            return 0;
        } catch (LocalCloudException
                | LocalSearchException
                | IOException
                | UncheckedIOException
                | SQLException e) {
            throw new CannotRunException("the demo stopped: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRunException("the demo was interrupted", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
