package org.civichopper.benchmarks.scrape;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;

/// Bills with a history so long that each document has the size that is asked for.
public final class HeavyBills {

    private static final JsonMapper JSON = new JsonMapper();

    private HeavyBills() {}

    /// A scrape of bills only, beside the places that they belong to.
    public static Scrape madeUp(int bills, int bytes, Path out) throws IOException {
        var order = new SampleOrder("wy", bills, 0, 0, 1, 1, Optional.empty());
        var scrape = Scrape.in(SampleScrape.write(order, out).folder());
        for (var file : scrape.files()) {
            if (file.getFileName().toString().startsWith("bill_")) {
                lengthen(file, bytes);
            }
        }
        return scrape;
    }

    private static void lengthen(Path file, int bytes) throws IOException {
        var bill = (ObjectNode) JSON.readTree(file.toFile());
        var actions = (ArrayNode) bill.path("actions");
        var last = (ObjectNode) actions.get(actions.size() - 1);
        var action = last.deepCopy().put("description", "Amendment 0000 laid on the table");
        var missing = bytes - Files.size(file);
        var each = JSON.writeValueAsBytes(action).length + 1;
        for (int number = 1; number <= missing / each; number++) {
            actions.add(
                    last.deepCopy()
                            .put(
                                    "description",
                                    "Amendment %04d laid on the table".formatted(number)));
        }
        Files.write(file, JSON.writeValueAsBytes(bill));
    }
}
