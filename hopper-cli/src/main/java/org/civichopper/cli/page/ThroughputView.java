package org.civichopper.cli.page;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.Trends.ThroughputStep;
import org.civichopper.cli.status.Words;

/// What was imported in a day: a chart, the same as a table by hour, and kinds by outcome.
record ThroughputView(
        String total,
        String step,
        String most,
        String alt,
        List<Shape> shapes,
        List<Tick> ticks,
        List<Entry> legend,
        List<Row> kinds,
        List<Row> hours) {

    private static final double WIDTH = 960;
    private static final double HEIGHT = 220;
    private static final double LEFT = 60;
    private static final double TOP = 14;
    private static final double BOTTOM = 190;
    private static final Duration BETWEEN_TICKS = Duration.ofHours(3);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    record Shape(String outcome, Columns outline) {}

    record Tick(Coordinate x, Coordinate y, String label) {}

    record Entry(String outcome, String word, String documents) {}

    record Row(String id, String name, List<String> numbers) {}

    boolean hasShapes() {
        return !shapes.isEmpty();
    }

    Coordinate width() {
        return new Coordinate(WIDTH);
    }

    Coordinate height() {
        return new Coordinate(HEIGHT);
    }

    Coordinate left() {
        return new Coordinate(LEFT);
    }

    Coordinate right() {
        return new Coordinate(WIDTH);
    }

    Coordinate top() {
        return new Coordinate(TOP);
    }

    Coordinate bottom() {
        return new Coordinate(BOTTOM);
    }

    Coordinate labelX() {
        return new Coordinate(LEFT - 8);
    }

    Coordinate topLabelY() {
        return new Coordinate(TOP + 4);
    }

    Coordinate bottomLabelY() {
        return new Coordinate(BOTTOM);
    }

    static ThroughputView of(Snapshot snapshot) {
        var status = snapshot.status();
        var line = Timeline.until(status.at(), LEFT, WIDTH);
        var steps = steps(snapshot.throughput(), line);
        var most = steps.values().stream().mapToLong(ThroughputView::sum).max().orElse(0);
        var total = steps.values().stream().mapToLong(ThroughputView::sum).sum();
        return new ThroughputView(
                Words.count(total, "document"),
                Words.time(Timeline.STEP),
                Words.number(most),
                "%s in 24 hours, at most %s in %s; the table below has the numbers"
                        .formatted(
                                Words.count(total, "document"),
                                Words.number(most),
                                Words.time(Timeline.STEP)),
                shapes(steps, line, most),
                ticks(line),
                legend(status),
                kinds(status),
                hours(steps));
    }

    private static Map<Instant, Map<Outcome, Long>> steps(
            List<ThroughputStep> found, Timeline line) {
        var steps = new TreeMap<Instant, Map<Outcome, Long>>();
        for (var step : found) {
            if (line.shows(step.from())) {
                Outcome.of(step.outcome())
                        .ifPresent(outcome ->
                                steps.computeIfAbsent(
                                                step.from(), _ -> new EnumMap<>(Outcome.class))
                                        .merge(outcome, step.documents(), Long::sum));
            }
        }
        return steps;
    }

    private static long sum(Map<Outcome, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static List<Shape> shapes(
            Map<Instant, Map<Outcome, Long>> steps, Timeline line, long most) {
        var columns = new EnumMap<Outcome, Columns>(Outcome.class);
        steps.forEach((from, counts) -> {
            var y = BOTTOM;
            for (var count : counts.entrySet()) {
                var height = (BOTTOM - TOP) * count.getValue() / most;
                y -= height;
                columns.computeIfAbsent(count.getKey(), _ -> new Columns())
                        .add(line.x(from) + 0.5, y, line.stepWidth() - 1, height);
            }
        });
        return columns.entrySet().stream()
                .map(column -> new Shape(column.getKey().ledger(), column.getValue()))
                .toList();
    }

    private static List<Tick> ticks(Timeline line) {
        var between = BETWEEN_TICKS.toSeconds();
        var first = (line.begin().getEpochSecond() / between + 1) * between;
        return Stream.iterate(
                        Instant.ofEpochSecond(first), line::shows, at -> at.plus(BETWEEN_TICKS))
                .map(at ->
                        new Tick(
                                new Coordinate(Math.clamp(line.x(at), LEFT + 18, WIDTH - 18)),
                                new Coordinate(BOTTOM + 18),
                                CLOCK.format(at)))
                .toList();
    }

    private static List<Entry> legend(Status status) {
        return Stream.of(Outcome.values())
                .map(outcome ->
                        new Entry(
                                outcome.ledger(),
                                outcome.word(),
                                Words.number(
                                        status.today().stream()
                                                .filter(each ->
                                                        each.outcome().equals(outcome.ledger()))
                                                .mapToLong(Status.Documents::documents)
                                                .sum())))
                .toList();
    }

    private static List<Row> kinds(Status status) {
        var byKind =
                status.today().stream()
                        .collect(
                                groupingBy(
                                        Status.Documents::kind,
                                        TreeMap::new,
                                        groupingBy(
                                                Status.Documents::outcome,
                                                summingLong(Status.Documents::documents))));
        return byKind.entrySet().stream()
                .map(kind ->
                        new Row(
                                Ids.of(kind.getKey()),
                                kind.getKey().replace('_', ' '),
                                Stream.of(Outcome.values())
                                        .map(outcome ->
                                                kind.getValue().getOrDefault(outcome.ledger(), 0L))
                                        .map(Words::number)
                                        .toList()))
                .toList();
    }

    private static List<Row> hours(Map<Instant, Map<Outcome, Long>> steps) {
        var hours = new TreeMap<Instant, Map<Outcome, Long>>();
        steps.forEach((from, counts) -> {
            var hour =
                    hours.computeIfAbsent(
                            from.truncatedTo(ChronoUnit.HOURS), _ -> new EnumMap<>(Outcome.class));
            counts.forEach((outcome, count) -> hour.merge(outcome, count, Long::sum));
        });
        return hours.reversed().entrySet().stream()
                .map(hour ->
                        new Row(
                                "hour-" + hour.getKey().getEpochSecond(),
                                CLOCK.format(hour.getKey()),
                                Stream.of(Outcome.values())
                                        .map(outcome -> hour.getValue().getOrDefault(outcome, 0L))
                                        .map(Words::number)
                                        .toList()))
                .toList();
    }
}
