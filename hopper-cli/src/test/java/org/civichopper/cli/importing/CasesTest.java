package org.civichopper.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Small imports with the rows that must come out, as the reference importer made them.
class CasesTest {

    private static final Path CASES = Path.of("src", "test", "resources", "cases");
    private static final JsonMapper JSON = new JsonMapper();

    @TestFactory
    Stream<DynamicNode> everyCaseEndsAsTheReferenceDoes() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder ->
                            dynamicContainer(folder.getFileName().toString(), steps(folder)));
        }
    }

    // One database for the steps of a case, which build on each other.
    private static Stream<DynamicTest> steps(Path folder) {
        var about = about(folder);
        var database = new ImportedDatabase();
        return IntStream.rangeClosed(0, about.path("steps").intValue())
                .mapToObj(step ->
                        step == 0
                                ? dynamicTest("before", () -> prepare(database, folder))
                                : dynamicTest(
                                        "step " + step, () -> step(database, folder, about, step)));
    }

    private static void prepare(ImportedDatabase database, Path folder)
            throws IOException, SQLException {
        database.execute(Files.readString(folder.resolve("before.sql")));
    }

    private static void step(ImportedDatabase database, Path folder, JsonNode about, int step)
            throws IOException, SQLException {
        var jurisdictionId = about.path("jurisdiction").textValue();
        var options =
                Stream.concat(
                        Stream.of("--jurisdiction", jurisdictionId),
                        about.path("complete").booleanValue()
                                ? Stream.of("--complete")
                                : Stream.empty());

        var said =
                database.importDirectory(
                        folder.resolve(Integer.toString(step)), options.toArray(String[]::new));

        assertThat(said.err()).isEmpty();
        assertThat(said.exitCode()).isZero();
        assertThat(database.normalizedRows(jurisdictionId))
                .isEqualTo(expected(folder.resolve(step + ".expected")));
    }

    private static List<String> expected(Path file) throws IOException {
        return Files.readAllLines(file).stream().sorted().toList();
    }

    private static JsonNode about(Path folder) {
        try {
            return JSON.readTree(folder.resolve("case.json").toFile());
        } catch (IOException e) {
            throw new IllegalStateException(folder.toString(), e);
        }
    }
}
