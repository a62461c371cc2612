package org.civichopper.cli.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.civichopper.cli.failures.DocumentLines;
import org.civichopper.cli.failures.FailedDocument;
import org.civichopper.cli.failures.Failure;
import org.civichopper.cli.page.LifeView.Link;
import org.civichopper.cli.status.Words;

/// One failure: why, and its document with the place marked.
///
/// @param document empty where it lies in no bucket that is known
record FailureView(
        String id,
        Link file,
        Moment at,
        String times,
        Optional<String> jurisdiction,
        Optional<Link> run,
        String place,
        String expected,
        String found,
        boolean isDeadLetter,
        Optional<Document> document) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BEFORE = 12;
    private static final int AFTER = 28;
    private static final int LONGEST_LINE = 300;
    private static final int BEGINNING = 4_000;

    /// @param where its key, or `message`
    /// @param extent which part of it is shown
    record Document(String where, String extent, List<Line> lines) {}

    record Line(int number, String text, boolean isMarked) {}

    /// Where a failure's own page is.
    static String address(String id) {
        return "/failure?id=" + Scope.encoded(id);
    }

    static FailureView of(Failure failure, Optional<FailedDocument> document) {
        return new FailureView(
                failure.id().toString(),
                new Link(failure.file(), LifeView.address(failure.file())),
                Moment.minute(failure.at()),
                failure.times() == 1 ? "once" : Words.number(failure.times()) + " times",
                failure.jurisdictionId().map(Words::jurisdiction),
                failure.runId()
                        .flatMap(run ->
                                failure.jurisdictionId()
                                        .map(of -> new Link(run, RunsView.address(run, of)))),
                failure.place(),
                failure.expected(),
                failure.found(),
                failure.deadLettered(),
                document.map(each -> document(each, failure.place())));
    }

    private static Document document(FailedDocument document, String place) {
        return json(document.content())
                .map(json -> marked(document.where(), DocumentLines.of(json, place)))
                .orElseGet(() -> raw(document));
    }

    private static Optional<JsonNode> json(byte[] content) {
        try {
            return Optional.of(JSON.readTree(content)).filter(json -> !json.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    // The place and what is around it, or the beginning where it has no place.
    private static Document marked(String where, DocumentLines.Marked marked) {
        var all = marked.lines();
        var from = Math.max(0, marked.from() - BEFORE);
        var to = Math.min(all.size(), Math.max(0, marked.from()) + AFTER);
        return new Document(
                where,
                "lines %s to %s of %s"
                        .formatted(
                                Words.number(from + 1), Words.number(to), Words.number(all.size())),
                IntStream.range(from, to)
                        .mapToObj(i -> new Line(i + 1, cut(all.get(i)), marked.isMarked(i)))
                        .toList());
    }

    private static Document raw(FailedDocument document) {
        var bytes = document.content();
        var text = new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.UTF_8);
        var lines = text.lines().limit(BEFORE + AFTER).toList();
        return new Document(
                document.where(),
                "no JSON: the beginning of " + Words.count(bytes.length, "byte"),
                IntStream.range(0, lines.size())
                        .mapToObj(i -> new Line(i + 1, cut(lines.get(i)), false))
                        .toList());
    }

    private static String cut(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line;
    }
}
