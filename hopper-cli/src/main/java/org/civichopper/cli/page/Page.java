package org.civichopper.cli.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.status.Status;

/// The page as markup: the whole of it, or part by part.
final class Page {

    /// All views, by the names that the template has for them.
    ///
    /// @param isNew whether nothing has ever come, so that the page says how to begin
    record View(
            ClockView clock,
            SummaryView summary,
            boolean isNew,
            ScopeView scope,
            PathView path,
            Optional<FreshnessView> freshness,
            Optional<ThroughputView> throughput,
            Optional<FailuresView> failures,
            Optional<RunsView> runs,
            Optional<LoadsView> loads) {}

    private record Text(String html) {}

    private final Templates templates;
    private final Readings readings;
    private final Optional<ReplayDesk> replays;

    Page(Templates templates, Readings readings, Optional<ReplayDesk> replays) {
        this.templates = templates;
        this.readings = readings;
        this.replays = replays;
    }

    String whole(Look look) {
        return templates.render("page", view(readings.latest(look.scope()), look));
    }

    /// What a tab says that nobody looks at.
    String title(Look look) {
        return SummaryView.of(readings.latest(look.scope()), Optional.empty()).title();
    }

    Reply runbook() {
        return Reply.html(templates.render("runbook", new Text(Runbook.read())));
    }

    /// The markup of each part that there is, by its name.
    Map<String, String> parts(Reading reading, Look look) {
        var view = view(reading, look);
        var parts = new LinkedHashMap<String, String>();
        parts.put("clock", templates.render("clock", view.clock()));
        parts.put("summary", templates.render("summary", view.summary()));
        parts.put("guide", templates.render("guide", view));
        parts.put("path", templates.render("path", view.path()));
        view.freshness().ifPresent(it -> parts.put("freshness", templates.render("freshness", it)));
        view.throughput()
                .ifPresent(it -> parts.put("throughput", templates.render("throughput", it)));
        view.failures().ifPresent(it -> parts.put("failures", templates.render("failures", it)));
        view.runs().ifPresent(it -> parts.put("runs", templates.render("runs", it)));
        view.loads().ifPresent(it -> parts.put("loads", templates.render("loads", it)));
        return parts;
    }

    private View view(Reading reading, Look look) {
        var snapshot = reading.snapshot();
        var scope = look.scope();
        return new View(
                ClockView.of(reading),
                SummaryView.of(reading, replays.flatMap(desk -> desk.note(look.note()))),
                reading.outage().isEmpty() && snapshot.filter(Page::isNew).isPresent(),
                ScopeView.of(scope, snapshot),
                PathView.of(reading),
                snapshot.map(it -> FreshnessView.of(it, scope)),
                snapshot.map(it -> ThroughputView.of(it, scope.range())),
                snapshot.map(it ->
                        FailuresView.of(
                                it,
                                scope,
                                replays.isPresent(),
                                replays.map(ReplayDesk::csrf).orElse(""))),
                snapshot.map(it -> RunsView.of(it, scope.range())),
                snapshot.map(it -> LoadsView.of(it.status())));
    }

    private static boolean isNew(Snapshot snapshot) {
        var status = snapshot.status();
        return status.realtime()
                && status.lastBatch().isEmpty()
                && status.queue().given().map(Status.Depth::waiting).orElse(0L) == 0
                && status.loads().isEmpty()
                && status.runs().isEmpty()
                && snapshot.runs().isEmpty()
                && snapshot.failures().groups().isEmpty();
    }
}
