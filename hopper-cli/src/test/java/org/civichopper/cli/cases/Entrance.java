package org.civichopper.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.civichopper.cli.HopperCommand;
import org.civichopper.cli.function.Site;

/// The ways in which documents come to the tables.
enum Entrance {
    DIRECTORY {
        @Override
        void bring(Case about, int step, Site site) {
            var arguments =
                    new ArrayList<>(
                            List.of(
                                    "import",
                                    "--database-url",
                                    site.env().get("DATABASE_URL"),
                                    "--jurisdiction",
                                    about.jurisdictionId(),
                                    about.step(step).toString()));
            if (about.complete()) {
                arguments.add("--complete");
            }
            var said = new StringWriter();
            var exitCode =
                    HopperCommand.commandLine()
                            .setOut(new PrintWriter(Writer.nullWriter()))
                            .setErr(new PrintWriter(said, true))
                            .execute(arguments.toArray(String[]::new));
            assertThat(exitCode).as(said.toString()).isZero();
        }
    },

    FUNCTION {
        @Override
        void bring(Case about, int step, Site site) throws IOException {
            // Each step is an hour younger than the one before, however quickly they follow.
            var modified = Instant.now().minus(Duration.ofHours(100 - step));
            try (var files = Files.list(about.step(step))) {
                for (var file : files.sorted().toList()) {
                    var key = "wy/" + file.getFileName();
                    site.put(
                            key,
                            Files.readAllBytes(file),
                            Map.of("hopper-first-modified", modified.toString()));
                    site.announce(key, about.jurisdictionId());
                }
            }
            assertThat(site.tick()).containsEntry("postponed", 0);
            assertThat(site.waiting() + site.held()).isZero();
        }
    };

    /// Brings the documents of one step to the tables of a site.
    abstract void bring(Case about, int step, Site site) throws IOException;
}
