package org.civichopper.cli.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The page as markup: the whole of it, or part by part.
final class Page {

    /// All views, by the names that the template has for them.
    record View(
            ClockView clock,
            SummaryView summary,
            PathView path,
            Optional<FreshnessView> freshness,
            Optional<ThroughputView> throughput,
            Optional<FailuresView> failures,
            Optional<RunsView> runs,
            Optional<LoadsView> loads) {}

    private final Templates templates;
    private final Readings readings;
    private final Optional<ReplayDesk> replays;

    Page(Templates templates, Readings readings, Optional<ReplayDesk> replays) {
        this.templates = templates;
        this.readings = readings;
        this.replays = replays;
    }

    String whole() {
        return templates.render("page", view(readings.latest()));
    }

    /// The markup of each part that there is, by its name.
    Map<String, String> parts(Reading reading) {
        var view = view(reading);
        var parts = new LinkedHashMap<String, String>();
        parts.put("clock", templates.render("clock", view.clock()));
        parts.put("summary", templates.render("summary", view.summary()));
        parts.put("path", templates.render("path", view.path()));
        view.freshness().ifPresent(it -> parts.put("freshness", templates.render("freshness", it)));
        view.throughput()
                .ifPresent(it -> parts.put("throughput", templates.render("throughput", it)));
        view.failures().ifPresent(it -> parts.put("failures", templates.render("failures", it)));
        view.runs().ifPresent(it -> parts.put("runs", templates.render("runs", it)));
        view.loads().ifPresent(it -> parts.put("loads", templates.render("loads", it)));
        return parts;
    }

    private View view(Reading reading) {
        var snapshot = reading.snapshot();
        return new View(
                ClockView.of(snapshot.map(it -> it.status().at()).orElse(reading.at())),
                SummaryView.of(reading, replays.flatMap(ReplayDesk::last)),
                PathView.of(reading),
                snapshot.map(FreshnessView::of),
                snapshot.map(ThroughputView::of),
                snapshot.map(it ->
                        FailuresView.of(
                                it, replays.isPresent(), replays.map(ReplayDesk::csrf).orElse(""))),
                snapshot.map(RunsView::of),
                snapshot.map(it -> LoadsView.of(it.status())));
    }
}
