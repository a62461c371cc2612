package org.civichopper.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// That the benchmarks run, and count right. How fast, no test asks.
class SmallRunTest {

    @Test
    void aRepeatedImportWritesNoPublicRow() throws Exception {
        var figures = figures("noop-import");

        assertThat(figure(figures, "rows written in public tables").path("ours").asInt()).isZero();
    }

    @Test
    void aRepeatedLoadWritesNoRowAndAsksForNoneTwice() throws Exception {
        assumeThereIs("psql");

        var figures = figures("load-311", "--rows=2000");

        assertThat(figure(figures, "rows written by it").path("ours").asInt()).isZero();
        assertThat(figure(figures, "of these, asked twice").path("ours").asInt()).isZero();
    }

    @Test
    void whatBzip2PackedIsDecodedByOneThreadAndByTwo() throws Exception {
        assumeThereIs("bzip2");

        assertThat(figures("decode-bzip2", "--megabytes=3")).hasSize(2);
    }

    private static void assumeThereIs(String program) {
        assumeThat(Stream.of(System.getenv("PATH").split(File.pathSeparator)))
                .as("%s is there, which is the other side", program)
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void everyBenchmarkIsListed() {
        var out = new StringWriter();

        var exitCode = BenchCommand.commandLine().setOut(new PrintWriter(out)).execute("--list");

        assertThat(exitCode).isZero();
        assertThat(out.toString().lines()).hasSize(Benchmarks.ALL.size());
    }

    private static List<JsonNode> figures(String... arguments) throws Exception {
        var out = new StringWriter();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--documents=60", "--repetitions=1", "--json"));

        var exitCode =
                BenchCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(Writer.nullWriter()))
                        .execute(all.toArray(String[]::new));

        assertThat(exitCode).isIn(0, 4); // on so little, targets mean nothing
        var figures = new ArrayList<JsonNode>();
        new JsonMapper().readTree(out.toString()).path("figures").forEach(figures::add);
        return figures;
    }

    private static JsonNode figure(List<JsonNode> figures, String what) {
        return figures.stream()
                .filter(figure -> figure.path("figure").asText().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
