package org.civichopper.cli.function;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import org.civichopper.cli.HopperCommand;

/// What the scrape becomes when it is imported from a directory, in the order that is best: however
/// else it comes, it must become this.
final class ReferenceRows {

    static final List<String> ROWS = imported();

    private ReferenceRows() {}

    private static List<String> imported() {
        try (var site = Site.open()) {
            var directory = Files.createTempDirectory("scrape");
            DelawareScrape.write(DelawareScrape.documents(), directory);
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
            return site.normalizedRows();
        } catch (IOException | SQLException e) {
            throw new AssertionError(e);
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
