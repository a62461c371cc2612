package org.civichopper.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsTest {

    private static final OptionalInt ELSEWHERE = OptionalInt.empty();
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final StringWriter shown = new StringWriter();
    private volatile long nanos;

    @Test
    void eachSliceThatRunsHasABarAboveThatOfTheWhole() {
        var bars = rows(OptionalInt.of(120));
        bars.found(4_000_000);
        var first = bars.begin("2020", OptionalLong.of(2_000_000));
        var second = bars.begin("2021", UNKNOWN);
        first.bytes(12_345_678);
        second.rows(200_000);
        later(10);
        first.rows(1_000_000);

        assertThat(seen(120))
                .containsExactly(
                        "2020  [##############..............]  50%  1,000,000 of 2,000,000 rows  100,000/s  0:10 left  12.3 MB",
                        "2021                                                      200,000 rows   20,000/s",
                        "all   [########....................]  30%  1,200,000 of 4,000,000 rows  120,000/s  0:23 left  12.3 MB");
    }

    @Test
    void aNarrowTerminalSeesTheSameInFewerWords() {
        var bars = rows(OptionalInt.of(60));
        bars.found(4_000_000);
        var slice = bars.begin("2020", OptionalLong.of(2_000_000));
        slice.bytes(12_345_678);
        later(10);
        slice.rows(1_000_000);

        assertThat(seen(60))
                .containsExactly(
                        "2020  [####....]  50%  1,000,000 rows  100,000/s  0:10 left",
                        "all   [##......]  25%  1,000,000 rows  100,000/s  0:30 left");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 120, 200})
    void nothingIsWiderThanTheTerminal(int width) {
        var bars = bytes(OptionalInt.of(width));
        bars.found(5_500_000_000_000L);
        var slice = bars.begin("search_opinioncluster-2026-09-30.csv.bz2, ".repeat(6), UNKNOWN);
        bars.begin("HB \u001b[2J\n1", OptionalLong.of(5_499_999_999_999L)).bytes(100_000_000);
        slice.rows(999_999_999_999L);
        later(100);
        slice.bytes(1_234_567_890);

        assertThat(seen(width))
                .hasSize(3)
                .allMatch(line -> line.length() < width)
                .anyMatch(line -> line.startsWith("search_opini"))
                .anyMatch(line -> line.startsWith("HB \\u001b[2J"))
                .last()
                .asString()
                .startsWith("all ")
                .contains("0%", " left");
    }

    @Test
    void ofManySlicesTheOldestAreShownAndTheOthersInOneLine() {
        var bars = rows(OptionalInt.of(120));
        var slices =
                IntStream.rangeClosed(1, 12)
                        .mapToObj(year -> bars.begin("y" + year, OptionalLong.of(100)))
                        .toList();
        later(1);
        slices.forEach(slice -> slice.rows(10));
        later(1);
        slices.getLast().rows(10);

        assertThat(seen(120))
                .hasSize(9)
                .satisfies(lines -> {
                    assertThat(lines.get(6)).startsWith("y7 ").contains("10 of 100 rows");
                    assertThat(lines.get(7)).startsWith("and 5 more ").contains("60 of 500 rows");
                    assertThat(lines.get(8)).startsWith("all ").contains(" 130 rows");
                });
    }

    @Test
    void aSliceThatEndedGivesItsLineBackAndStillCountsForTheWhole() {
        var bars = rows(OptionalInt.of(80));
        var goesOn = bars.begin("2021", UNKNOWN);
        try (var ends = bars.begin("2020", UNKNOWN)) {
            later(1);
            ends.rows(400);
        }
        later(1);
        goesOn.rows(100);

        assertThat(seen(80)).containsExactly("2021  100 rows   50/s", "all   500 rows  250/s");
    }

    @Test
    void aLineThatIsSaidStandsAboveTheBars() {
        var bars = rows(OptionalInt.of(80));
        bars.say("continues at row 12");
        var slice = bars.begin("2020", UNKNOWN);
        later(1);
        slice.rows(400);
        bars.say("2020: asked again\u001b[2J in 30 s");

        assertThat(seen(80))
                .containsExactly(
                        "continues at row 12",
                        "2020: asked again\\u001b[2J in 30 s",
                        "2020  400 rows  400/s",
                        "all   400 rows  400/s");
    }

    @Test
    void whenItIsClosedOnlyWhatWasSaidStays() {
        var bars = rows(OptionalInt.of(80));
        var slice = bars.begin("2020", UNKNOWN);
        later(1);
        slice.rows(400);
        bars.say("one");
        bars.close();
        later(1);
        slice.rows(400); // a worker that goes on for a moment
        bars.say("two");

        assertThat(seen(80)).containsExactly("one", "two");
        assertThat(shown.toString()).endsWith("two" + System.lineSeparator());
    }

    @Test
    void elsewhereThereIsALineForTheWholeEveryFiveSeconds() {
        try (var bars = rows(ELSEWHERE)) {
            bars.found(100_000);
            var slices =
                    IntStream.rangeClosed(2001, 2010)
                            .mapToObj(year -> bars.begin("" + year, UNKNOWN))
                            .toList();
            slices.getFirst().close();
            slices.get(1).bytes(12_345_678);
            for (var second = 0; second < 10; second++) {
                later(1);
                slices.forEach(slice -> slice.rows(100));
            }
            bars.say("2003: asked again in 30 s");
        }
        assertThat(shown.toString().lines())
                .containsExactly(
                        "4,100 of 100,000 rows, 4%, 12.3 MB, 820/s, 1:57 left,"
                                + " under way: 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009 and 1 more",
                        "9,100 of 100,000 rows, 9%, 12.3 MB, 910/s, 1:40 left,"
                                + " under way: 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009 and 1 more",
                        "2003: asked again in 30 s");
    }

    @Test
    void bytesAreSaidInMegabytesAndGigabytes() {
        var bars = bytes(ELSEWHERE);
        var slice = bars.begin("dockets.csv", OptionalLong.of(55_000_000_000L));
        bars.found(55_000_000_000L);
        slice.rows(1_234_567);
        later(10);
        slice.bytes(123_456_789);
        later(3_600);
        slice.bytes(12_300_000_000L);

        assertThat(shown.toString().lines())
                .containsExactly(
                        "123.5 MB of 55.0 GB, 0%, 1,234,567 rows, 12.3 MB/s, 1:14:05 left, under way: dockets.csv",
                        "12.4 GB of 55.0 GB, 22%, 1,234,567 rows, 3.4 MB/s, 3:26:12 left, under way: dockets.csv");
    }

    @Test
    void whatManyThreadsTellIsAllCounted() {
        var bars = rows(OptionalInt.of(80));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var thread = 0; thread < 20; thread++) {
                var name = "slice " + thread;
                threads.execute(() -> {
                    try (var slice = bars.begin(name, OptionalLong.of(20))) {
                        for (var row = 0; row < 20; row++) {
                            later(1);
                            slice.rows(1);
                            if (row % 10 == 0) {
                                bars.say(name);
                            }
                        }
                    }
                });
            }
        }
        try (var last = bars.begin("last", UNKNOWN)) {
            later(1);
            last.rows(1);
        }
        assertThat(seen(80)).hasSize(42).last().asString().startsWith("all   401 rows");
    }

    @Test
    void whatWillBeDoneAgainCanBeTakenBack() {
        var bars = rows(ELSEWHERE);
        var slice = bars.begin("2020", UNKNOWN);
        slice.rows(700);
        slice.rows(-600);
        later(5);
        slice.rows(0);

        assertThat(shown).hasToString("100 rows, 20/s, under way: 2020" + System.lineSeparator());
    }

    private Bars rows(OptionalInt columns) {
        return new Bars(new PrintWriter(shown), Measure.ROWS, columns, () -> nanos);
    }

    private Bars bytes(OptionalInt columns) {
        return new Bars(new PrintWriter(shown), Measure.BYTES, columns, () -> nanos);
    }

    private synchronized void later(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    private List<String> seen(int width) {
        return new DrawnScreen(width).after(shown.toString());
    }
}
