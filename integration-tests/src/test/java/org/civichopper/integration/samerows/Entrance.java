package org.civichopper.integration.samerows;

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
import org.civichopper.testing.Patience;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;

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
            var run = new SentRun(site, "step " + step, about.jurisdictionId());
            Patience.until(Duration.ofSeconds(10), () -> site.rows(YOUNGER).contains("t"));
            try (var files = Files.list(about.step(step))) {
                for (var file : files.sorted().toList()) {
                    var key = "wy/" + file.getFileName();
                    if (about.complete()) {
                        run.bring(key, Files.readString(file));
                    } else {
                        var metadata = Map.of("hopper-first-modified", modified.toString());
                        site.put(key, Files.readAllBytes(file), metadata);
                        site.announce(key, about.jurisdictionId());
                    }
                }
            }
            if (about.complete()) {
                run.begin().end(run.broughtKinds());
            }
            assertThat(site.tick()).containsEntry("postponed", 0);
            assertThat(site.held() + site.waiting()).isZero();
        }
    };

    // Objects are dated to the second, and what is scraped at the same time is newer than a closing
    // only by that.
    private static final String YOUNGER =
            """
            SELECT count(*) = 0
              FROM hopper.run
             WHERE closed_at >= date_trunc('second', clock_timestamp())
            """;

    /// Brings the documents of one step to the tables of a site.
    abstract void bring(Case about, int step, Site site) throws IOException;
}
