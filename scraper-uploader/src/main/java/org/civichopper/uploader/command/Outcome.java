package org.civichopper.uploader.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.civichopper.uploader.LiveResult;
import org.civichopper.uploader.UploadResult;

/// The last words of an upload, for people and for programs.
final class Outcome {

    private Outcome() {}

    static String preview(UploadResult result) {
        var text =
                "would send %s, %s; nothing was sent: add --realtime"
                        .formatted(documents(result.total(), result.sent()), size(result.bytes()));
        if (result.already() > 0) {
            text += "; " + result.already() + " were sent before (--again sends them again)";
        }
        return result.failed() == 0 ? text : text + "; " + result.failed() + " would stay here";
    }

    static String text(UploadResult result) {
        var seconds = seconds(result);
        var sent =
                String.format(
                        Locale.ROOT,
                        "sent %s, %s in %.1f s: %.0f files/s",
                        documents(result.total(), result.sent()),
                        size(result.bytes()),
                        seconds,
                        result.total() / Math.max(seconds, 1e-9));
        if (result.already() > 0) {
            sent += "; " + result.already() + " were sent before (--again sends them again)";
        }
        return result.failed() == 0
                ? sent
                : sent + "; " + result.failed() + " failed: run it again, that is safe";
    }

    /// @param program what `upload` is a command of
    static String text(LiveResult result, boolean realtime, String program, Path directory) {
        var seconds = Math.max(result.took().toNanos() / 1e9, 1e-9);
        var text =
                String.format(
                        Locale.ROOT,
                        "%s %s in %.1f s: %.0f files/s",
                        realtime ? "sent" : "would send",
                        documents(result.total(), result.sent()),
                        seconds,
                        result.total() / seconds);
        if (result.already() > 0) {
            text += "; " + result.already() + " were sent before";
        }
        if (result.unsent() > 0) {
            text +=
                    "; %d stay on disk%s: send them with %s upload --realtime %s"
                            .formatted(
                                    result.unsent(),
                                    result.reason().isEmpty() ? "" : " (" + result.reason() + ")",
                                    program,
                                    directory);
        }
        if (result.leftToOthers() > 0) {
            text +=
                    "; %d are left to other runs: what none of them sends, %s upload --realtime %s sends"
                            .formatted(result.leftToOthers(), program, directory);
        }
        return result.told() ? text : text + "; the end of the run could not be told";
    }

    static String previewJson(UploadResult result, long skipped) {
        var json = object();
        result.sent().forEach(json.putObject("would_send")::put);
        return json.put("sent_before", result.already())
                .put("failed", result.failed())
                .put("skipped", skipped)
                .put("bytes", result.bytes())
                .toString();
    }

    static String json(UploadResult result) {
        var json = object();
        result.sent().forEach(json.putObject("sent")::put);
        return json.put("sent_before", result.already())
                .put("failed", result.failed())
                .put("bytes", result.bytes())
                .put("seconds", Math.round(seconds(result) * 1_000) / 1_000.0)
                .toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static double seconds(UploadResult result) {
        return result.took().toNanos() / 1e9;
    }

    private static String documents(long total, Map<String, Long> kinds) {
        var each =
                kinds.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "));
        return total + " documents" + (each.isEmpty() ? "" : " (" + each + ")");
    }

    private static String size(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
