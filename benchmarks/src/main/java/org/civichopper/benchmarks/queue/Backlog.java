package org.civichopper.benchmarks.queue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.model.document.Kind;

/// The documents of a scrape in the order in which a scraper writes them: a bill, then its votes,
/// and events all along.
public final class Backlog {

    /// An object and the message that goes with it.
    public record Delivered(String key, byte[] content, String message) {}

    private record Placed(double place, Path file) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ABBREVIATION =
            Pattern.compile("/(?:state|district|territory):([a-z]{2})/");
    private static final String MESSAGE =
            """
            {"file_path": "%s", "bucket": "%s", "jurisdiction_id": "%s",
             "jurisdiction_name": "", "file_archiving_enabled": false}
            """;

    private Backlog() {}

    public static List<Delivered> of(Scrape scrape) throws IOException {
        var bills = new HashMap<String, Integer>();
        var others = new ArrayList<Path>();
        var placed = new ArrayList<Placed>();
        var jurisdictionId = "";
        for (var file : scrape.files()) {
            var document = JSON.readTree(Files.readAllBytes(file));
            if (kind(file) == Kind.BILL) {
                bills.put(document.path("identifier").asText(), bills.size());
                placed.add(new Placed(bills.size(), file));
            } else {
                others.add(file);
            }
            jurisdictionId = jurisdictionId.isEmpty() ? jurisdiction(document) : jurisdictionId;
        }
        for (int i = 0; i < others.size(); i++) {
            placed.add(place(others.get(i), bills, (double) i / others.size()));
        }
        placed.sort(Comparator.comparingDouble(Placed::place));
        var backlog = new ArrayList<Delivered>();
        for (var each : placed) {
            backlog.add(delivered(each.file(), jurisdictionId));
        }
        return backlog;
    }

    private static Placed place(Path file, Map<String, Integer> bills, double share)
            throws IOException {
        var place =
                switch (kind(file)) {
                    case JURISDICTION, ORGANIZATION -> -1;
                    case VOTE_EVENT -> {
                        var vote = JSON.readTree(Files.readAllBytes(file));
                        var bill = bills.get(vote.path("bill_identifier").asText());
                        yield bill == null ? bills.size() : bill + 1.5;
                    }
                    case BILL, EVENT -> share * bills.size();
                };
        return new Placed(place, file);
    }

    private static Delivered delivered(Path file, String jurisdictionId) throws IOException {
        var matcher = ABBREVIATION.matcher(jurisdictionId);
        var folder = matcher.find() ? matcher.group(1) : "us";
        var key = folder + "/" + file.getFileName();
        return new Delivered(
                key,
                Files.readAllBytes(file),
                MESSAGE.formatted(key, MemoryBucket.NAME, jurisdictionId));
    }

    private static Kind kind(Path file) {
        return Kind.ofFileName(file.getFileName().toString()).orElseThrow();
    }

    private static String jurisdiction(JsonNode document) {
        var mentioned = document.path("jurisdiction").path("id").asText();
        var own = document.path("_id").asText();
        return mentioned.isEmpty() && own.startsWith("ocd-jurisdiction/") ? own : mentioned;
    }
}
