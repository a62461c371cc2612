package org.civichopper.cli.page;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.Status.Freshness;
import org.civichopper.cli.status.Trends.FreshnessStep;
import org.civichopper.cli.status.Words;

/// How long it took from scraped to readable, by jurisdiction, each with its time as a small chart.
record FreshnessView(String objective, String range, String step, List<Row> rows) {

    private static final double WIDTH = 288;
    private static final double HEIGHT = 40;

    record Row(
            String id,
            String name,
            String address,
            String documents,
            String half,
            String p95,
            String longest,
            boolean isOver,
            String alt,
            Coordinate width,
            Coordinate height,
            Coordinate objectiveY,
            List<Shape> shapes) {}

    /// @param mood the classes of its element
    record Shape(String mood, Columns outline) {}

    /// Logarithmic, so that a second and an hour are both to be seen; the same for all rows, so
    /// that they can be compared.
    private record Scale(double longest) {

        double y(Duration time) {
            var part = Math.log1p(time.toSeconds()) / Math.log1p(longest);
            return HEIGHT * (1 - Math.clamp(part, 0, 1));
        }
    }

    boolean hasRows() {
        return !rows.isEmpty();
    }

    static FreshnessView of(Snapshot snapshot, Scope scope) {
        var status = snapshot.status();
        var past = snapshot.past();
        var byJurisdiction =
                past.freshnessSteps().stream()
                        .collect(groupingBy(step -> step.freshness().jurisdictionId()));
        var scale = scale(status, past.freshnessSteps());
        return new FreshnessView(
                Words.time(status.objective()),
                scope.range().words(),
                Words.time(scope.range().step()),
                past.freshness().stream()
                        .map(freshness -> row(freshness, status, scope, scale, byJurisdiction))
                        .toList());
    }

    private static Scale scale(Status status, List<FreshnessStep> steps) {
        var longest =
                steps.stream()
                        .map(step -> step.freshness().p95())
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO);
        return new Scale(Math.max(longest.toSeconds(), 2 * status.objective().toSeconds()));
    }

    private static Row row(
            Freshness freshness,
            Status status,
            Scope scope,
            Scale scale,
            Map<String, List<FreshnessStep>> byJurisdiction) {
        var line = Timeline.until(status.at(), scope.range(), 0, WIDTH);
        var steps =
                byJurisdiction.getOrDefault(freshness.jurisdictionId(), List.of()).stream()
                        .filter(step -> line.shows(step.from()))
                        .toList();
        return new Row(
                Ids.of(freshness.jurisdictionId()),
                Words.jurisdiction(freshness.jurisdictionId()),
                "/" + scope.of(freshness.jurisdictionId()).query() + "#freshness",
                Words.number(freshness.documents()),
                Words.time(freshness.half()),
                Words.time(freshness.p95()),
                Words.time(freshness.longest()),
                isOver(freshness, status),
                alt(freshness, status, steps),
                new Coordinate(WIDTH),
                new Coordinate(HEIGHT),
                new Coordinate(scale.y(status.objective())),
                shapes(steps, status, scale, line));
    }

    private static boolean isOver(Freshness freshness, Status status) {
        return freshness.p95().compareTo(status.objective()) > 0;
    }

    private static List<Shape> shapes(
            List<FreshnessStep> steps, Status status, Scale scale, Timeline line) {
        var shapes = new LinkedHashMap<String, Columns>();
        for (var step : steps) {
            var mood = isOver(step.freshness(), status) ? "bad" : "well";
            add(shapes, mood + " p95", step, scale.y(step.freshness().p95()), line);
            add(shapes, mood, step, scale.y(step.freshness().half()), line);
        }
        return shapes.entrySet().stream()
                .map(shape -> new Shape(shape.getKey(), shape.getValue()))
                .toList();
    }

    private static void add(
            Map<String, Columns> shapes,
            String mood,
            FreshnessStep step,
            double top,
            Timeline line) {
        shapes.computeIfAbsent(mood, _ -> new Columns())
                .add(line.x(step.from()) + 0.3, top, line.stepWidth() - 0.6, HEIGHT - top);
    }

    private static String alt(Freshness freshness, Status status, List<FreshnessStep> steps) {
        var over = steps.stream().filter(step -> isOver(step.freshness(), status)).count();
        var last =
                steps.isEmpty()
                        ? "nothing shown"
                        : "in the last, 95 of 100 took "
                                + Words.time(steps.getLast().freshness().p95());
        return "%s: %s with documents, %s of them over the objective; %s"
                .formatted(
                        Words.jurisdiction(freshness.jurisdictionId()),
                        Words.count(steps.size(), "step"),
                        Words.number(over),
                        last);
    }
}
