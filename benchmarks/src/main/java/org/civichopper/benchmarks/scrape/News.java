package org.civichopper.benchmarks.scrape;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// What happens to bills between two scrapes: one in ten has one more action.
public final class News {

    private static final int ONE_IN = 10;
    private static final JsonMapper JSON = new JsonMapper();

    private final List<Path> bills;

    public News(Scrape scrape) {
        bills =
                scrape.files().stream()
                        .filter(file -> file.getFileName().toString().startsWith("bill_"))
                        .toList();
    }

    /// Rewrites the files of the bills it concerns; returns how many.
    public int happen() throws IOException {
        int changed = 0;
        for (int i = 0; i < bills.size(); i += ONE_IN) {
            var file = bills.get(i);
            var bill = (ObjectNode) JSON.readTree(read(file));
            var actions = (ArrayNode) bill.path("actions");
            if (actions.isEmpty()) {
                continue; // a bill of which nothing is known yet
            }
            var action = (ObjectNode) actions.get(actions.size() - 1).deepCopy();
            action.put("description", "Corrected text No. " + actions.size() + " filed");
            action.putArray("related_entities");
            actions.add(action);
            bill.put("scraped_at", Instant.now().toString()); // newer than what stands
            write(file, JSON.writeValueAsBytes(bill));
            changed++;
        }
        return changed;
    }

    private static byte[] read(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        if (!zipped(file)) {
            return bytes;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static void write(Path file, byte[] content) throws IOException {
        if (!zipped(file)) {
            Files.write(file, content);
            return;
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        Files.write(file, bytes.toByteArray());
    }

    private static boolean zipped(Path file) {
        return file.toString().endsWith(".gz");
    }
}
