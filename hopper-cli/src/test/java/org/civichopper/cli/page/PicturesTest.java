package org.civichopper.cli.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The pictures that README shows: that of the terminal from the text which the tests of `hopper
/// status` hold, that of the page from a browser. `-Dhopper.pictures=write` makes them anew.
class PicturesTest {

    static final Path DOCS = Path.of("..", "docs");

    private static final Path SCREEN = Path.of("src", "test", "resources", "status", "well-80.txt");
    private static final Path TERMINAL = DOCS.resolve("status.svg");
    private static final int LONGEST = 150_000; // bytes, for who reads README on a telephone
    private static final int LINE = 18;
    private static final int WIDTH = 720;

    @Test
    void theTerminalInReadmeIsTheOneOfToday() throws IOException {
        var svg = svg(Files.readAllLines(SCREEN));
        if (isAsked()) {
            Files.writeString(TERMINAL, svg);
        }

        assertThat(Files.readString(TERMINAL))
                .as("made anew by this test with -Dhopper.pictures=write")
                .isEqualTo(svg);
    }

    @Test
    void readmeShowsThePageAndTheTerminalAndBothAreLight() throws IOException {
        var readme = Files.readString(Path.of("..", "README.md"));
        for (var picture : List.of("docs/page.png", "docs/status.svg")) {
            assertThat(readme).contains("](" + picture + ")");
            assertThat(Files.size(Path.of("..", picture))).isBetween(1_000L, (long) LONGEST);
        }
    }

    /// Whether somebody wants the pictures in `docs` anew.
    static boolean isAsked() {
        return Optional.ofNullable(System.getProperty("hopper.pictures"))
                .filter("write"::equals)
                .isPresent();
    }

    private static String svg(List<String> lines) {
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="13.5" fill="#d7dee4">
        <title>hopper status</title>
        <rect width="100%%" height="100%%" rx="8" fill="#10161b"/>
        %s
        </svg>
        """
                .formatted(
                        WIDTH,
                        (lines.size() + 2) * LINE,
                        IntStream.range(0, lines.size())
                                .filter(i -> !lines.get(i).isBlank())
                                .mapToObj(i -> line(lines.get(i), (i + 2) * LINE))
                                .collect(Collectors.joining("\n")));
    }

    private static String line(String text, int y) {
        var style = text.startsWith("Hopper, ") ? " font-weight=\"bold\" fill=\"#6fd39c\"" : "";
        return "<text x=\"16\" y=\"%d\" xml:space=\"preserve\"%s>%s</text>"
                .formatted(y, style, text.replace("&", "&amp;").replace("<", "&lt;"));
    }
}
