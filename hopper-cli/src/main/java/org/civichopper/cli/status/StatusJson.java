package org.civichopper.cli.status;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.civichopper.cli.status.Status.Freshness;

/// A status for machines: times in ISO 8601, durations in seconds; what is not known is not there.
final class StatusJson {

    private static final JsonMapper JSON = new JsonMapper();

    private StatusJson() {}

    static ObjectNode of(WithoutDatabase known) {
        var json = JSON.createObjectNode();
        json.put("at", known.at().toString())
                .put("error", known.why())
                .put("runbook", WithoutDatabase.RUNBOOK);
        way(json, known.at(), known.queue(), known.deadLetters(), known.oldest());
        return json;
    }

    static ObjectNode of(Status status) {
        var json = JSON.createObjectNode();
        json.put("at", status.at().toString());
        json.put("objective", status.objective().toSeconds());
        var concerns = json.putArray("concerns");
        for (var concern : status.concerns()) {
            concerns.addObject()
                    .put("cause", concern.cause())
                    .put("what", concern.what())
                    .put("todo", concern.todo())
                    .put("runbook", concern.runbook());
        }
        way(json, status.at(), status.queue(), status.deadLetters(), status.oldest());
        json.put("realtime", status.realtime());
        if (status.realtime()) {
            realtime(json, status);
        }
        if (!status.loads().isEmpty()) {
            loads(json.putArray("loads"), status);
        }
        return json;
    }

    // What is known without the database.
    private static void way(
            ObjectNode json,
            Instant at,
            Answer<Status.Depth> queue,
            Answer<Long> deadLetters,
            Answer<Optional<Status.Oldest>> longest) {
        put(
                json.putObject("queue"),
                queue,
                (node, depth) ->
                        node.put("waiting", depth.waiting())
                                .put("held", depth.held())
                                .put("delayed", depth.delayed()));
        put(
                json.putObject("dead_letters"),
                deadLetters,
                (node, letters) -> node.put("messages", letters));
        put(
                json.putObject("oldest_object"),
                longest,
                (node, oldest) ->
                        oldest.ifPresent(object ->
                                node.put("key", object.key())
                                        .put("put_at", object.putAt().toString())
                                        .put("age", seconds(object.putAt(), at))
                                        .put("whole", object.whole())));
    }

    private static void realtime(ObjectNode json, Status status) {
        status.lastBatch()
                .ifPresent(batch ->
                        json.putObject("last_batch")
                                .put("number", batch.number())
                                .put("committed_at", batch.committedAt().toString())
                                .put("age", seconds(batch.committedAt(), status.at()))
                                .put("documents", batch.documents()));
        var documents = json.putArray("documents");
        for (var each : status.today()) {
            documents
                    .addObject()
                    .put("kind", each.kind())
                    .put("outcome", each.outcome())
                    .put("documents", each.documents());
        }
        var freshness = json.putArray("freshness");
        status.freshness()
                .forEach(each ->
                        freshness(
                                freshness.addObject().put("jurisdiction", each.jurisdictionId()),
                                each));
        status.now().ifPresent(now -> freshness(json.putObject("freshness_now"), now));
        status.standstill().ifPresent(since -> json.put("standstill", since.toString()));
        parked(json.putObject("parked"), status);
        openEnds(json, status);
    }

    private static void loads(ArrayNode loads, Status status) {
        for (var load : status.loads()) {
            var run = load.latest();
            var node =
                    loads.addObject()
                            .put("dataset", run.dataset())
                            .put("scope", run.scope())
                            .put("run", run.id())
                            .put("mode", run.mode())
                            .put("status", run.status().word())
                            .put("live", run.live())
                            .put("needs_a_person", load.needsAPerson())
                            .put("read", Math.max(load.read(), run.counts().read()))
                            .put("slices", load.slices())
                            .put("done", load.done())
                            .put("started_at", run.startedAt().toString());
            run.endedAt().ifPresent(at -> node.put("ended_at", at.toString()));
            run.error().ifPresent(error -> node.put("error", error));
            run.staleAfter().ifPresent(after -> node.put("stale_after", after.toSeconds()));
            load.succeededAt()
                    .ifPresent(at ->
                            node.put("succeeded_at", at.toString())
                                    .put("age", seconds(at, status.at())));
        }
    }

    private static void parked(ObjectNode parked, Status status) {
        parked.put("documents", status.parked().documents())
                .put("oldest", status.parked().oldest().toSeconds())
                .put("called", status.parked().called());
        var waits = parked.putArray("waits");
        for (var wait : status.waits().largest()) {
            waits.addObject()
                    .put("jurisdiction", wait.jurisdictionId())
                    .put("for", wait.example().words())
                    .put("things", wait.things())
                    .put("documents", wait.documents())
                    .put("oldest", wait.longest().toSeconds())
                    .put("todo", wait.todo());
        }
        parked.put("more", status.waits().more());
    }

    private static void openEnds(ObjectNode json, Status status) {
        var rejected = json.putObject("rejected");
        rejected.put("open", status.rejected().open()).put("today", status.rejected().today());
        status.rejected()
                .newest()
                .ifPresent(newest ->
                        rejected.putObject("newest")
                                .put("id", "r" + newest.id())
                                .put("file", newest.file())
                                .put("place", newest.place())
                                .put("expected", newest.expected())
                                .put("found", newest.found())
                                .put("at", newest.at().toString()));
        var failing = json.putObject("failing");
        failing.put("documents", status.failing().documents())
                .put("repeated", status.failing().repeated());
        status.failing()
                .worst()
                .ifPresent(worst ->
                        failing.putObject("worst")
                                .put("id", "f" + worst.id())
                                .put("file", worst.file())
                                .put("error", worst.error())
                                .put("times", worst.times())
                                .put("last_at", worst.lastAt().toString()));
        var runs = json.putArray("runs");
        for (var run : status.runs()) {
            var node =
                    runs.addObject()
                            .put("id", run.id())
                            .put("jurisdiction", run.jurisdictionId())
                            .put("source", run.source())
                            .put("began_at", run.beganAt().toString())
                            .put("expected", run.expected())
                            .put("received", run.received());
            run.endedAt().ifPresent(ended -> node.put("ended_at", ended.toString()));
        }
        var unconfirmed = json.putArray("unconfirmed_runs");
        for (var run : status.unconfirmed()) {
            unconfirmed
                    .addObject()
                    .put("id", run.id())
                    .put("jurisdiction", run.jurisdictionId())
                    .put("would_retire", run.wouldRetire());
        }
    }

    private static <T> void put(
            ObjectNode node, Answer<T> answer, BiConsumer<ObjectNode, T> fields) {
        switch (answer) {
            case Answer.Given<T>(var value) -> fields.accept(node, value);
            case Answer.NotConfigured<T>(var missing) -> node.put("not_configured", missing);
            case Answer.Refused<T>(var why) -> node.put("refused", why);
        }
    }

    private static void freshness(ObjectNode node, Freshness freshness) {
        node.put("documents", freshness.documents())
                .put("p50", freshness.half().toSeconds())
                .put("p95", freshness.p95().toSeconds())
                .put("max", freshness.longest().toSeconds());
    }

    private static long seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
