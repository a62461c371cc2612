package org.civichopper.cli.failures;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.civichopper.commandline.Screen;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;
import org.civichopper.database.schema.Difference;

/// Failures for people, a few lines for each reason.
final class FailureText {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    private static final String INDENT = " ".repeat(9);

    private final Screen screen;
    private final Map<String, String> abbreviations =
            Jurisdictions.read().stream()
                    .collect(
                            toMap(
                                    Jurisdiction::id,
                                    each -> each.abbreviation().toLowerCase(Locale.ROOT)));

    FailureText(Screen screen) {
        this.screen = screen;
    }

    List<String> of(FoundFailures found) {
        var lines = new ArrayList<String>();
        lines.addAll(hindrances(found.hindrances()));
        lines.add(summary(found));
        for (var group : found.groups()) {
            lines.add("");
            lines.addAll(of(group));
        }
        if (!found.groups().isEmpty()) {
            var id = found.groups().getFirst().example().id();
            lines.add("");
            lines.addAll(
                    screen.wrapped(
                            "hopper failures show " + id + "   ",
                            "the document, its place marked"));
            lines.addAll(
                    screen.wrapped(
                            "hopper replay " + id + "          ",
                            "puts it back, once its cause is mended"));
        }
        note(found.deadLetters())
                .ifPresent(note -> {
                    lines.add("");
                    lines.addAll(screen.wrapped("", note));
                });
        return lines;
    }

    private List<String> hindrances(List<Difference> hindrances) {
        if (hindrances.isEmpty()) {
            return List.of();
        }
        var lines =
                new ArrayList<>(
                        screen.wrapped(
                                "",
                                "No document can be imported, and none is at fault: their messages come again. hopper doctor says what to do:"));
        hindrances.forEach(each -> lines.addAll(screen.wrapped("  ", each.toString())));
        lines.add("");
        return lines;
    }

    private static String summary(FoundFailures found) {
        if (found.groups().isEmpty()) {
            return found.hindrances().isEmpty()
                    ? "Nothing failed."
                    : "No document failed by itself.";
        }
        return "%s failed, for %s."
                .formatted(
                        counted(found.count(), "document"),
                        counted(found.groups().size(), "reason"));
    }

    private List<String> of(FailureGroup group) {
        var lines = new ArrayList<String>();
        var example = group.example();
        lines.addAll(screen.wrapped("%6d × ".formatted(group.count()), group.reason()));
        lines.addAll(screen.wrapped(INDENT, where(group) + when(group)));
        lines.addAll(screen.wrapped("%s%s  ".formatted(INDENT, example.id()), example.file()));
        lines.add(
                screen.cut(
                        INDENT
                                + " ".repeat(example.id().toString().length() + 2)
                                + example.place()
                                + ": found "
                                + example.found()));
        return lines;
    }

    private String where(FailureGroup group) {
        return group.jurisdictions().isEmpty()
                ? ""
                : group.jurisdictions().stream()
                                .map(id -> abbreviations.getOrDefault(id, id))
                                .collect(joining(", "))
                        + "; ";
    }

    private static String when(FailureGroup group) {
        var last = MINUTE.format(group.lastAt());
        var first = MINUTE.format(group.firstAt());
        return first.equals(last)
                ? "at %s UTC".formatted(last)
                : "last at %s, first at %s UTC".formatted(last, first);
    }

    private static Optional<String> note(FoundFailures.DeadLetterView view) {
        return switch (view) {
            case ALL -> Optional.empty();
            case SOME ->
                    Optional.of("There are more dead letters than could be looked at just now.");
            case NO_QUEUE ->
                    Optional.of(
                            "Dead letters were not looked at: set S3_REALTIME_BASE and"
                                    + " SQS_QUEUE_URL.");
            case NONE_KNOWN -> Optional.of("The queue has no redrive policy, so no dead letters.");
            case NO_ANSWER -> Optional.of("The dead letters could not be read, see above.");
        };
    }

    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    static String counted(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
