package org.civichopper.cli.page;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.cli.status.Trends.ThroughputStep;
import org.civichopper.cli.status.Words;

/// What was imported in that time: a chart, the same as a table by hour or day, and kinds by
/// outcome.
record ThroughputView(
        String total,
        String range,
        String step,
        String each,
        String most,
        String alt,
        List<Shape> shapes,
        List<Tick> ticks,
        List<Entry> legend,
        List<Row> kinds,
        List<Hour> hours) {

    private static final double WIDTH = 960;
    private static final double HEIGHT = 220;
    private static final double LEFT = 60;
    private static final double TOP = 14;
    private static final double BOTTOM = 190;
    private static final double EDGE = 34; // half of the widest label

    record Shape(String outcome, Columns outline) {}

    record Tick(Coordinate x, Coordinate y, Moment at) {}

    record Entry(String outcome, String word, String documents) {}

    record Row(String id, String name, List<String> numbers) {}

    record Hour(String id, Moment from, List<String> numbers) {}

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

    static ThroughputView of(Snapshot snapshot, Range range) {
        var past = snapshot.past();
        var line = Timeline.until(snapshot.status().at(), range, LEFT, WIDTH);
        var steps = steps(past.throughputSteps(), line);
        var most = steps.values().stream().mapToLong(ThroughputView::sum).max().orElse(0);
        var total = steps.values().stream().mapToLong(ThroughputView::sum).sum();
        return new ThroughputView(
                Words.count(total, "document"),
                range.words(),
                Words.time(range.step()),
                range == Range.DAY ? "hour" : "day",
                Words.number(most),
                "%s in %s, at most %s in %s; the table below has the numbers"
                        .formatted(
                                Words.count(total, "document"),
                                range.words(),
                                Words.number(most),
                                Words.time(range.step())),
                shapes(steps, line, most),
                ticks(line),
                legend(past.documents()),
                kinds(past.documents()),
                hours(steps, range));
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
        var range = line.range();
        var between = range.betweenTicks().toSeconds();
        var first = (line.begin().getEpochSecond() / between + 1) * between;
        return Stream.iterate(
                        Instant.ofEpochSecond(first),
                        line::shows,
                        at -> at.plus(range.betweenTicks()))
                .map(at ->
                        new Tick(
                                new Coordinate(Math.clamp(line.x(at), LEFT + EDGE, WIDTH - EDGE)),
                                new Coordinate(BOTTOM + 18),
                                range == Range.DAY ? Moment.hour(at) : Moment.day(at)))
                .toList();
    }

    private static List<Entry> legend(List<Documents> all) {
        return Stream.of(Outcome.values())
                .map(outcome ->
                        new Entry(
                                outcome.ledger(),
                                outcome.word(),
                                Words.number(
                                        all.stream()
                                                .filter(each ->
                                                        each.outcome().equals(outcome.ledger()))
                                                .mapToLong(Documents::documents)
                                                .sum())))
                .toList();
    }

    private static List<Row> kinds(List<Documents> all) {
        var byKind =
                all.stream()
                        .collect(
                                groupingBy(
                                        Documents::kind,
                                        TreeMap::new,
                                        groupingBy(
                                                Documents::outcome,
                                                summingLong(Documents::documents))));
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

    private static List<Hour> hours(Map<Instant, Map<Outcome, Long>> steps, Range range) {
        var unit = range == Range.DAY ? ChronoUnit.HOURS : ChronoUnit.DAYS;
        var hours = new TreeMap<Instant, Map<Outcome, Long>>();
        steps.forEach((from, counts) -> {
            var hour =
                    hours.computeIfAbsent(
                            from.truncatedTo(unit), _ -> new EnumMap<>(Outcome.class));
            counts.forEach((outcome, count) -> hour.merge(outcome, count, Long::sum));
        });
        return hours.reversed().entrySet().stream()
                .map(hour ->
                        new Hour(
                                "hour-" + hour.getKey().getEpochSecond(),
                                range == Range.DAY
                                        ? Moment.hour(hour.getKey())
                                        : Moment.day(hour.getKey()),
                                Stream.of(Outcome.values())
                                        .map(outcome -> hour.getValue().getOrDefault(outcome, 0L))
                                        .map(Words::number)
                                        .toList()))
                .toList();
    }
}
