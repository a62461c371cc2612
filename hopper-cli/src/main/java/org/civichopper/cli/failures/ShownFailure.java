package org.civichopper.cli.failures;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.commandline.Screen;
import org.civichopper.model.text.Harmless;

/// A failed document for people, with the place marked, also without colour.
///
/// @param around how many lines before and after the place; negative for all
record ShownFailure(Screen screen, boolean colour, int around) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build();
    private static final int ONE_SCREEN = 16; // lines that are in sight beside a prompt
    private static final int RAW_BEGINNING = 2_000; // characters
    private static final String GUTTER = " ".repeat(9);
    private static final String RED = "\u001b[1;31m";
    private static final String PLAIN = "\u001b[0m";

    List<String> of(Failure failure, FailedDocument document) {
        var lines = new ArrayList<String>();
        lines.addAll(screen.wrapped(failure.id() + "  ", failure.file()));
        lines.addAll(
                screen.wrapped(
                        "",
                        "failed at %s UTC%s%s, lies in"
                                .formatted(
                                        FailureText.minute(failure.at()),
                                        failure.jurisdictionId().map(id -> ", of " + id).orElse(""),
                                        failure.runId().map(id -> ", run " + id).orElse(""))));
        lines.add(Harmless.line(document.where())); // whole, to be copied
        lines.add("");
        json(document)
                .ifPresentOrElse(
                        json -> marked(lines, failure, DocumentLines.of(json, failure.place())),
                        () -> raw(lines, failure, document));
        return lines;
    }

    private static Optional<JsonNode> json(FailedDocument document) {
        try {
            return Optional.of(JSON.readTree(document.content()))
                    .filter(json -> !json.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void marked(List<String> lines, Failure failure, DocumentLines.Marked document) {
        var end = 0;
        for (int i = 0; i < document.lines().size(); i++) {
            if (isNear(document, i)) {
                line(lines, failure, document, i);
                end = i;
            }
        }
        if (document.from() < 0) {
            lines.add("");
            lines.addAll(reason("", failure));
        } else if (end - document.from() > ONE_SCREEN) {
            again(lines, failure, document);
        }
    }

    // What is looked at first on a terminal is what was printed last.
    private void again(List<String> lines, Failure failure, DocumentLines.Marked document) {
        lines.add("");
        line(lines, failure, document, document.from());
    }

    private void line(List<String> lines, Failure failure, DocumentLines.Marked document, int i) {
        var mark = document.isMarked(i);
        var line =
                screen.cut("%s%6d  %s".formatted(mark ? ">" : " ", i + 1, document.lines().get(i)));
        lines.add(mark ? red(line) : line);
        if (i == document.from()) {
            var indent = document.lines().get(i).indexOf(document.lines().get(i).strip());
            reason(GUTTER + " ".repeat(indent) + "^ ", failure)
                    .forEach(each -> lines.add(red(each)));
        }
    }

    private boolean isNear(DocumentLines.Marked document, int line) {
        return around < 0
                || document.from() < 0
                || line >= document.from() - around && line <= document.to() + around;
    }

    private List<String> reason(String first, Failure failure) {
        var place = first.isEmpty() ? failure.place() + ": " : "";
        return screen.wrapped(
                first, place + "expected " + failure.expected() + ", found " + failure.found());
    }

    // No JSON: the beginning, in which what is wrong often shows.
    private void raw(List<String> lines, Failure failure, FailedDocument document) {
        var bytes = document.content();
        var text =
                new String(
                        bytes,
                        0,
                        Math.min(bytes.length, 4 * RAW_BEGINNING),
                        StandardCharsets.UTF_8);
        var beginning = text.substring(0, Math.min(text.length(), RAW_BEGINNING));
        for (var line : beginning.split("\r?\n", -1)) {
            lines.addAll(screen.wrapped("", line));
        }
        if (bytes.length > beginning.getBytes(StandardCharsets.UTF_8).length) {
            lines.add("… of " + bytes.length + " bytes");
        }
        lines.add("");
        lines.addAll(reason("", failure));
    }

    private String red(String line) {
        return colour ? RED + line + PLAIN : line;
    }
}
