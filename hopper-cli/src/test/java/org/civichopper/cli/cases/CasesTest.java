package org.civichopper.cli.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.civichopper.cli.NormalizedRows;
import org.civichopper.cli.SoundTables;
import org.civichopper.cli.function.Site;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Small imports with the rows that must come out, as the reference importer made them.
class CasesTest {

    private static final Path CASES = Path.of("src", "test", "resources", "cases");

    @TestFactory
    Stream<DynamicNode> everyCaseEndsAsTheReferenceDoesFromADirectory() throws IOException {
        return everyCase(Entrance.DIRECTORY);
    }

    // A scrape in the queue never says that it is complete.
    @TestFactory
    Stream<DynamicNode> everyCaseEndsAsTheReferenceDoesThroughBucketAndQueue() throws IOException {
        return everyCase(Entrance.FUNCTION);
    }

    private static Stream<DynamicNode> everyCase(Entrance entrance) throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().map(Case::read).toList().stream()
                    .filter(each -> entrance == Entrance.DIRECTORY || !each.complete())
                    .map(each -> dynamicContainer(each.name(), steps(each, entrance)));
        }
    }

    // One database for the steps of a case, which build on each other.
    private static Stream<DynamicTest> steps(Case about, Entrance entrance) {
        var site = new Site[1];
        return Stream.of(
                        Stream.of(dynamicTest("before", () -> site[0] = prepared())),
                        IntStream.rangeClosed(1, about.steps())
                                .mapToObj(step ->
                                        dynamicTest(
                                                "step " + step,
                                                () -> step(about, step, entrance, site[0]))),
                        Stream.of(dynamicTest("after", () -> site[0].close())))
                .flatMap(tests -> tests);
    }

    private static Site prepared() throws Exception {
        var site = Site.open();
        site.execute(Files.readString(CASES.resolve("before.sql")));
        return site;
    }

    private static void step(Case about, int step, Entrance entrance, Site site) throws Exception {
        entrance.bring(about, step, site);

        try (var connection = site.connect()) {
            assertThat(NormalizedRows.of(connection, about.jurisdictionId()))
                    .isEqualTo(about.expected(step));
            SoundTables.check(connection);
        }
    }
}
