package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.testing.NormalizedRows;
import org.civichopper.testing.Site;
import org.civichopper.testing.SoundTables;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Small imports with the rows that must come out, as the reference importer made them.
@Execution(ExecutionMode.CONCURRENT)
class CasesTest {

    private static final Path CASES = Path.of("src", "test", "resources", "cases");

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void everyCaseEndsAsTheReferenceDoesFromADirectory(Case about) throws Exception {
        run(about, Entrance.DIRECTORY);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void everyCaseEndsAsTheReferenceDoesThroughBucketAndQueue(Case about) throws Exception {
        run(about, Entrance.FUNCTION);
    }

    private static void run(Case about, Entrance entrance) throws Exception {
        try (var site = Site.open()) {
            site.execute(Files.readString(CASES.resolve("before.sql")));
            for (int step = 1; step <= about.steps(); step++) {
                entrance.bring(about, step, site);
                try (var connection = site.connect()) {
                    assertThat(NormalizedRows.of(connection, about.jurisdictionId()))
                            .as("the rows after step " + step)
                            .isEqualTo(about.expected(step));
                    SoundTables.check(connection);
                }
            }
        }
    }

    static List<Case> all() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().map(Case::read).toList();
        }
    }
}
