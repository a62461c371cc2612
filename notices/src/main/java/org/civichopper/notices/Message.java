package org.civichopper.notices;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.civichopper.model.text.Harmless;

/// Notices in the forms that receivers take. What documents say of themselves is cut short, and is
/// never markup.
record Message(List<? extends Notice> notices) {

    private static final int MOST = 20;
    private static final int LONGEST = 400;
    private static final int LONGEST_SUBJECT = 100; // that SNS takes, in plain ASCII
    private static final JsonMapper JSON = new JsonMapper();

    String subject() {
        var more = notices.size() == 1 ? "" : " (and " + (notices.size() - 1) + " more)";
        var subject = "Hopper: " + notices.getFirst().word() + more;
        return subject.length() > LONGEST_SUBJECT ? "Hopper" : subject;
    }

    String text() {
        var lines = notices.stream().limit(MOST).map(Message::line).collect(joining("\n"));
        return notices.size() > MOST
                ? lines + "\nand " + (notices.size() - MOST) + " more: hopper status"
                : lines;
    }

    private static String line(Notice notice) {
        var section = notice.section();
        return "Hopper: "
                + shortened(notice)
                + (section.isEmpty() ? "" : ". What to do: docs/runbook.md#" + section);
    }

    private static String shortened(Notice notice) {
        var text = Harmless.line(notice.text());
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    // Slack reads &, < and > as its own.
    String forSlack() {
        return JSON.createObjectNode()
                .put("text", text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
                .toString();
    }

    String forWebhook() {
        var json = JSON.createObjectNode().put("source", "hopper").put("text", text());
        var each = json.putArray("notices");
        for (var notice : notices) {
            each.addObject()
                    .put("what", notice.word())
                    .put("cause", notice.cause())
                    .put("text", shortened(notice))
                    .put("runbook", notice.section());
        }
        return json.toString();
    }
}
