package org.civichopper.cli.page;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.failures.Failure;
import org.civichopper.cli.failures.FailureFilter;
import org.civichopper.cli.failures.FailureGroup;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.cli.failures.Replay;
import org.civichopper.cli.failures.Replayed;
import org.civichopper.cli.status.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/// Puts back what failed for one reason, for whoever presses the button on our page.
final class ReplayDesk {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayDesk.class);
    private static final int WITHOUT_ASKING = 20;
    private static final int AT_ONCE = 1_000;
    private static final int NOTES = 64;

    /// What a person is asked before much is put back.
    record Question(
            String count,
            String noun,
            String reason,
            String csrf,
            String group,
            String action,
            String back) {}

    private final Readings readings;
    private final FailureReader reader;
    private final Replay replay;
    private final Templates templates;
    private final String csrf = PageConfig.newSecret();
    private final Map<String, String> notes = Collections.synchronizedMap(new Recent<>(NOTES));

    ReplayDesk(Readings readings, FailureReader reader, Replay replay, Templates templates) {
        this.readings = readings;
        this.reader = reader;
        this.replay = replay;
        this.templates = templates;
    }

    /// What a form of ours has, and nobody else's can know.
    String csrf() {
        return csrf;
    }

    /// What came of a replay, for the one who was told its name.
    Optional<String> note(String name) {
        return Optional.ofNullable(notes.get(name));
    }

    Reply answer(Form form, Scope scope) {
        if (!Gate.isSame(csrf, form.field("csrf"))) {
            return Reply.refusal(
                    403,
                    "csrf: expected what this page's form has, found something else: load the page"
                            + " again and use its button");
        }
        var group = group(form.field("group"), scope);
        if (group.isEmpty()) {
            return back(scope, "Nothing to replay: what failed for that reason is gone.");
        }
        if (group.get().count() > WITHOUT_ASKING && !form.field("sure").equals("yes")) {
            return Reply.html(templates.render("confirm", question(group.get(), scope)));
        }
        var note = replay(group.get(), scope);
        readings.fresh(scope);
        return back(scope, note);
    }

    // Where the note stands is in the address of the one who asked, and in nobody else's.
    private Reply back(Scope scope, String note) {
        var name = PageConfig.newSecret();
        notes.put(name, note);
        var query = scope.query();
        return Reply.seeOther(
                "/" + (query.isEmpty() ? "?" : query + "&") + "note=" + name + "#summary");
    }

    private Optional<FailureGroup> group(String id, Scope scope) {
        return readings.fresh(scope).snapshot().stream()
                .flatMap(snapshot -> snapshot.failures().groups().stream())
                .filter(group -> Ids.of(group.reason()).equals(id))
                .findFirst();
    }

    private Question question(FailureGroup group, Scope scope) {
        return new Question(
                Words.number(group.count()),
                "documents",
                group.reason(),
                csrf,
                Ids.of(group.reason()),
                "/replay" + scope.query(),
                "/" + scope.query() + "#failures");
    }

    private String replay(FailureGroup group, Scope scope) {
        try {
            var filter =
                    new FailureFilter(
                            scope.jurisdictionId(), Optional.empty(), Optional.of(group.reason()));
            // The filter takes a part of a reason; here it is the whole.
            var failures =
                    reader.failures(filter, AT_ONCE).stream()
                            .filter(failure -> failure.reason().equals(group.reason()))
                            .limit(AT_ONCE)
                            .toList();
            return told(group, failures, replay.replay(failures));
        } catch (SQLException | SdkException e) {
            LOG.warn("not replayed: {}", e.getMessage());
            return "Not replayed, and nothing is lost: " + e.getMessage();
        }
    }

    private static String told(FailureGroup group, List<Failure> failures, List<Replayed> results) {
        var sent = results.stream().filter(ReplayDesk::isSent).count();
        LOG.info("{} of {} replayed: {}", sent, failures.size(), group.reason());
        var text =
                "Put back %s at %s UTC; what fails again is here again."
                        .formatted(
                                Words.count(sent, "document"), Moment.second(Instant.now()).text());
        return results.stream()
                .filter(result -> !isSent(result))
                .findFirst()
                .map(first ->
                        text
                                + " %s not: %s %s: %s"
                                        .formatted(
                                                Words.number(results.size() - sent),
                                                first.id(),
                                                first.file(),
                                                first.why()))
                .orElse(text);
    }

    private static boolean isSent(Replayed result) {
        return result.outcome() == Replayed.Outcome.SENT;
    }
}
