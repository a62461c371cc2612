package org.civichopper.cli.explain;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.Awaited;

/// The life of a document for machines.
final class LifeJson {

    private LifeJson() {}

    static ObjectNode of(Life life) {
        var json = new JsonMapper().createObjectNode();
        json.put("key", life.key());
        add(json.putArray("tried"), life.tried());
        var things = json.putArray("things");
        life.things().forEach(thing -> write(thing, things.addObject()));
        var receipts = json.putArray("receipts");
        life.receipts().forEach(receipt -> write(receipt, receipts.addObject()));
        var failures = json.putArray("failures");
        for (var setback : life.setbacks()) {
            failures.addObject()
                    .put("id", setback.id())
                    .put("file", setback.file())
                    .put("reason", setback.reason())
                    .put("at", setback.at().toString())
                    .put("stored_key", setback.storedKey().orElse(null))
                    .put("replayed_at", text(setback.replayedAt()));
        }
        var superseded = json.putArray("superseded");
        for (var lost : life.superseded()) {
            superseded
                    .addObject()
                    .put("file", lost.file())
                    .put("winner", lost.winner())
                    .put("differs", lost.differs())
                    .put("run", lost.runId())
                    .put("at", lost.at().toString());
        }
        var parked = json.putArray("parked");
        for (var each : life.parked()) {
            var waiting = parked.addObject();
            waiting.put("file", each.file()).put("since", each.since().toString());
            add(waiting.putArray("awaits"), each.awaits().stream().map(Awaited::token).toList());
            add(waiting.putArray("waits_for"), each.awaits().stream().map(Awaited::words).toList());
        }
        add(json.putArray("waited_for_by"), life.waitedForBy());
        return json;
    }

    private static void write(Life.Thing thing, ObjectNode json) {
        json.put("kind", thing.kind().word())
                .put("jurisdiction", thing.jurisdictionId())
                .put("database_id", thing.databaseId())
                .put("version", thing.version().toString())
                .put("seen_at", thing.seenAt().toString())
                .put("run", thing.runId().orElse(null))
                .put("unresolved", thing.unresolved());
        add(json.putArray("known_as"), thing.names());
        var rows = json.putObject("rows");
        thing.rows().forEach(each -> add(rows.putArray(each.table()), each.ids()));
        add(json.putArray("waits_for"), thing.waitsFor());
    }

    private static void write(Life.Receipt receipt, ObjectNode json) {
        json.put("object_key", receipt.objectKey())
                .put("outcome", receipt.outcome())
                .put("scraped_at", text(receipt.scrapedAt()))
                .put("put_at", receipt.putAt().toString())
                .put("sent_at", text(receipt.sentAt()))
                .put("received_at", receipt.receivedAt().toString())
                .put("committed_at", receipt.committedAt().toString())
                .put("version", text(receipt.version()))
                .put("scraped_id", receipt.scrapedId().orElse(null))
                .put("database_id", receipt.databaseId().orElse(null))
                .put("run", receipt.runId().orElse(null));
    }

    private static void add(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }
}
