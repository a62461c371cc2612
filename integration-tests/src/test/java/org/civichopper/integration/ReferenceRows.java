package org.civichopper.integration;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;

/// What scrapes become when they are imported from a directory, in the order that is best: however
/// else they come, they must become this.
public final class ReferenceRows {

    public static final List<String> ROWS = of(List.of(DelawareScrape.documents()));

    private ReferenceRows() {}

    /// @param scrapes documents by object key, the oldest scrape first
    public static List<String> of(List<Map<String, byte[]>> scrapes) {
        try (var site = Site.open()) {
            for (var scrape : scrapes) {
                importFromDirectory(scrape, site);
            }
            return site.normalizedRows();
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void importFromDirectory(Map<String, byte[]> scrape, Site site)
            throws IOException {
        var directory = Files.createTempDirectory("scrape");
        DelawareScrape.write(scrape, directory);
        var exitCode =
                HopperCommand.commandLine()
                        .setOut(new PrintWriter(Writer.nullWriter()))
                        .execute(
                                "import",
                                "--json",
                                "--database-url",
                                site.env().get("DATABASE_URL"),
                                directory.toString());
        delete(directory);
        if (exitCode != 0) {
            throw new AssertionError("hopper import ended with " + exitCode);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
