package org.civichopper.cli.page;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.cli.failures.FailureGroup;
import org.civichopper.cli.failures.FoundFailures;
import org.civichopper.cli.status.Words;

/// What failed, by reason, each with an example and, where that is allowed, a button.
///
/// @param note how far anybody looked
/// @param more how many reasons are not shown
record FailuresView(
        String lead,
        Optional<String> note,
        boolean canReplay,
        String csrf,
        String action,
        List<Group> groups,
        Optional<String> more) {

    private static final int MOST = 50;
    private static final int LONGEST = 400;
    private static final int NAMED = 3;

    record Group(
            String id,
            String address,
            String reason,
            String count,
            String noun,
            String jurisdictions,
            String last,
            String lastIso,
            String example,
            String exampleAddress,
            String file,
            String place,
            String expected,
            String found) {}

    boolean hasGroups() {
        return !groups.isEmpty();
    }

    static FailuresView of(Snapshot snapshot, Scope scope, boolean canReplay, String csrf) {
        var found = snapshot.failures();
        var reasons = found.groups().size();
        return new FailuresView(
                reasons == 0
                        ? "Nothing is rejected, failing or a dead letter."
                        : Words.count(found.count(), "document")
                                + " by "
                                + Words.count(reasons, "reason")
                                + ", each with the one that failed last.",
                note(found.deadLetters()),
                canReplay,
                csrf,
                "/replay" + scope.query(),
                found.groups().stream()
                        .limit(MOST)
                        .map(group -> group(group, scope, snapshot.status().at()))
                        .toList(),
                reasons > MOST
                        ? Optional.of(
                                Words.count(reasons - MOST, "more reason") + ": hopper failures")
                        : Optional.empty());
    }

    private static Optional<String> note(FoundFailures.DeadLetterView view) {
        return switch (view) {
            case ALL -> Optional.empty();
            case SOME -> Optional.of("There are more dead letters than were looked at.");
            case NO_QUEUE -> Optional.of("Dead letters are not known: SQS_QUEUE_URL is not set.");
            case NONE_KNOWN -> Optional.of("The queue names no queue for dead letters.");
            case NO_ANSWER -> Optional.of("The queue of dead letters did not answer.");
        };
    }

    private static Group group(FailureGroup group, Scope scope, Instant now) {
        var example = group.example();
        return new Group(
                Ids.of(group.reason()),
                address(group, scope),
                brief(group.reason()),
                Words.number(group.count()),
                group.count() == 1 ? "document" : "documents",
                jurisdictions(group),
                Words.age(group.lastAt(), now),
                group.lastAt().toString(),
                example.id().toString(),
                FailureView.address(example.id().toString()),
                brief(example.file()),
                brief(example.place()),
                brief(example.expected()),
                brief(example.found()));
    }

    private static String address(FailureGroup group, Scope scope) {
        var query = scope.query();
        return "/reason" + (query.isEmpty() ? "?" : query + "&") + "id=" + Ids.of(group.reason());
    }

    private static String jurisdictions(FailureGroup group) {
        if (group.jurisdictions().isEmpty()) {
            return "jurisdiction not known";
        }
        var named =
                group.jurisdictions().stream()
                        .limit(NAMED)
                        .map(Words::jurisdiction)
                        .collect(joining(", "));
        var others = group.jurisdictions().size() - NAMED;
        return others > 0 ? named + " and " + others + " others" : named;
    }

    static String brief(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
