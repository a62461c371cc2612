package org.civichopper.cli.status;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.civichopper.cli.status.Status.Documents;
import org.civichopper.cli.status.Status.Freshness;
import org.civichopper.cli.status.Status.OpenRun;
import org.civichopper.commandline.Screen;
import org.civichopper.model.text.Harmless;

/// A status as one screen of text, no line longer than asked for.
final class StatusScreen {

    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
    private static final List<String> OUTCOMES =
            List.of("insert", "update", "noop", "superseded", "parked", "rejected");
    private static final int CELL = 10;
    private static final int MOST_JURISDICTIONS = 8;
    private static final int MOST_RUNS = 5;
    private static final int NAME = 24;
    private static final int LONGEST_NAME = 100;
    private static final char TOGETHER = '\u00a0'; // no line ends here

    private final Status status;
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    StatusScreen(Status status, int columns) {
        this.status = status;
        this.columns = columns;
    }

    String text() {
        var concerns = status.concerns();
        var verdict = concerns.isEmpty() ? "all is well" : "NEEDS A PERSON";
        line("Hopper, " + TIME.format(status.at()) + ": " + verdict);
        line("");
        concerns.forEach(this::concern);
        if (!concerns.isEmpty()) {
            line("");
        }
        if (status.realtime()) {
            way();
            documents();
            freshness();
            runs();
        } else {
            line(Status.LOADS_ALONE);
        }
        LoadWords.section(status.loads(), status.at(), new Screen(columns)).forEach(this::line);
        return text.toString();
    }

    private void concern(Concern concern) {
        wrapped(concern.what());
        var todo = "  -> " + concern.todo();
        var where = "see " + concern.runbook();
        if (todo.length() + 2 + where.length() <= columns) {
            line(todo + "; " + where);
        } else {
            wrapped("  -> ", concern.todo());
            line("     " + where);
        }
    }

    // What a document says of itself may be long: two lines of it.
    private void wrapped(String text) {
        var words = Harmless.line(text);
        var room = columns - 2;
        var end = words.length() <= room ? words.length() : words.lastIndexOf(' ', room);
        end = end <= 0 ? room : end;
        line("! " + words.substring(0, end));
        if (end < words.length()) {
            line("  " + words.substring(end).strip());
        }
    }

    private void way() {
        row("queue", queue());
        row("oldest object", oldest());
        row("dead letters", answer(status.deadLetters(), Words::number));
        row(
                "last batch",
                status.lastBatch()
                        .map(batch ->
                                "%s ago, %s"
                                        .formatted(
                                                ago(batch.committedAt()),
                                                Words.count(batch.documents(), "document")))
                        .orElse("none so far"));
        row("parked", parked());
        waits();
        row(
                "rejected",
                "%s open, %s of them in 24 h"
                        .formatted(
                                Words.number(status.rejected().open()),
                                Words.number(status.rejected().today())));
        row("failing", Words.count(status.failing().documents(), "document"));
        line("");
    }

    private String queue() {
        return answer(
                status.queue(),
                depth ->
                        "%s waiting, %s held%s"
                                .formatted(
                                        Words.number(depth.waiting()),
                                        Words.number(depth.held()),
                                        depth.delayed() == 0
                                                ? ""
                                                : ", "
                                                        + Words.number(depth.delayed())
                                                        + " delayed"));
    }

    private String oldest() {
        return answer(
                status.oldest(),
                found ->
                        found.map(object ->
                                        "for %s%s  %s"
                                                .formatted(
                                                        object.whole() ? "" : "at least ",
                                                        ago(object.putAt()),
                                                        object.key()))
                                .orElse("none waits to be imported"));
    }

    private String parked() {
        var parked = status.parked();
        return Words.count(parked.documents(), "document")
                + (parked.documents() == 0 ? "" : ", the first for " + Words.time(parked.oldest()));
    }

    private void waits() {
        var waits = status.waits();
        if (status.parked().called() > 0) {
            line("  %s called in".formatted(Words.number(status.parked().called())));
        }
        if (status.parked().documents() > StatusReader.COUNTED) {
            line("  of the first %s:".formatted(Words.number(StatusReader.COUNTED)));
        }
        for (var wait : waits.largest()) {
            wrapped(
                    "  ",
                    "%s: %s, for %s"
                            .formatted(
                                    fit(wait.what(), LONGEST_NAME),
                                    Words.count(wait.documents(), "document"),
                                    Words.time(wait.longest()).replace(' ', TOGETHER)));
        }
        if (waits.more() > 0) {
            line("  and " + Words.number(waits.more()) + " more");
        }
        waits.largest().stream()
                .map(Status.Wait::todo)
                .distinct()
                .forEach(todo -> wrapped("  -> ", todo));
    }

    private void wrapped(String first, String text) {
        for (var line : new Screen(columns).wrapped(first, text)) {
            line(line.replace(TOGETHER, ' '));
        }
    }

    static <T> String answer(Answer<T> answer, Function<T, String> words) {
        return switch (answer) {
            case Answer.Given<T>(var value) -> words.apply(value);
            case Answer.NotConfigured<T>(var missing) -> "not known: " + missing + " is not set";
            case Answer.Refused<T>(var why) -> "no answer: " + why;
        };
    }

    private void documents() {
        if (status.today().isEmpty()) {
            line("documents, 24 h: none");
            line("");
            return;
        }
        line(
                "%-16s".formatted("documents, 24 h")
                        + OUTCOMES.stream()
                                .map(outcome -> cell(outcome, outcome))
                                .collect(joining()));
        status.today().stream().collect(groupingBy(Documents::kind)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(kind ->
                        line(
                                "  %-14s".formatted(kind.getKey())
                                        + OUTCOMES.stream()
                                                .map(outcome -> cell(kind.getValue(), outcome))
                                                .collect(joining())));
        line("");
    }

    private static String cell(List<Documents> documents, String outcome) {
        var sum =
                documents.stream()
                        .filter(each -> each.outcome().equals(outcome))
                        .mapToLong(Documents::documents)
                        .sum();
        return cell(outcome, sum == 0 ? "-" : String.format(Locale.ROOT, "%,d", sum));
    }

    private static String cell(String heading, String value) {
        return ("%" + Math.max(CELL, heading.length() + 1) + "s").formatted(value);
    }

    private void freshness() {
        if (status.freshness().isEmpty()) {
            line("freshness, 24 h: not known, no document said when it was scraped");
            line("");
            return;
        }
        line(
                "%-26s%10s%12s%12s%12s"
                        .formatted("freshness, 24 h", "documents", "half", "95 of 100", "longest"));
        status.freshness().stream().limit(MOST_JURISDICTIONS).forEach(this::freshness);
        var more = status.freshness().size() - MOST_JURISDICTIONS;
        if (more > 0) {
            line("  and " + more + " faster ones; --json has all");
        }
        line("");
    }

    private void freshness(Freshness each) {
        var late = each.p95().compareTo(status.objective()) > 0;
        line(
                "  %-24s%10s%12s%12s%12s%s"
                        .formatted(
                                fit(Words.jurisdiction(each.jurisdictionId()), NAME),
                                String.format(Locale.ROOT, "%,d", each.documents()),
                                Words.time(each.half()),
                                Words.time(each.p95()),
                                Words.time(each.longest()),
                                late ? " late" : ""));
    }

    private void runs() {
        if (status.runs().isEmpty()) {
            line("runs in progress: none");
            return;
        }
        line("runs in progress");
        status.runs().stream().limit(MOST_RUNS).forEach(this::run);
        if (status.runs().size() > MOST_RUNS) {
            line("  and more: hopper runs");
        }
    }

    private void run(OpenRun run) {
        line(
                "  %-24s%s began %s ago; %s"
                        .formatted(
                                fit(Words.jurisdiction(run.jurisdictionId()), NAME),
                                run.source().equals("scrape") ? "scrape" : "import",
                                ago(run.beganAt()),
                                progress(run)));
    }

    private static String progress(OpenRun run) {
        var received = Words.count(run.received(), "object");
        return run.endedAt().isEmpty()
                ? received + " so far"
                : "over: %s of %s"
                        .formatted(Words.number(run.received()), Words.number(run.expected()));
    }

    private String ago(Instant time) {
        return Words.age(time, status.at());
    }

    private void row(String name, String value) {
        line("%-16s%s".formatted(name, value));
    }

    private void line(String line) {
        text.append(fit(Harmless.line(line), columns).stripTrailing()).append('\n');
    }

    private static String fit(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
    }
}
