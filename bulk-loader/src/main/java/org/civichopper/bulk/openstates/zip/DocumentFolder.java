package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.TreeMap;

/// A folder of scraped documents, as `hopper import` takes it. A file has its name only when it is
/// whole, and is not written again where it is the same.
///
/// @param folder of one jurisdiction
record DocumentFolder(Path folder) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String UNFINISHED = ".unfinished";

    void make() throws IOException {
        Files.createDirectories(folder);
    }

    /// Returns whether it was not there as it is.
    boolean write(String name, JsonNode document) throws IOException {
        var bytes = JSON.writeValueAsBytes(document);
        var file = folder.resolve(name);
        if (Files.exists(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return false;
        }
        var unfinished = folder.resolve(UNFINISHED);
        Files.write(unfinished, bytes);
        Files.move(
                unfinished,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /// The jurisdiction with this session, and those that other zips have brought here.
    void writeJurisdiction(Readme readme) throws IOException {
        var jurisdiction = readme.jurisdiction();
        var name = "jurisdiction_" + jurisdiction.id().replace('/', '-') + ".json";
        var before = before(name);
        var sessions = new TreeMap<String, JsonNode>();
        for (var session : before.path("legislative_sessions")) {
            sessions.put(session.path("identifier").asText(), session);
        }
        sessions.put(
                readme.session(),
                JSON.createObjectNode()
                        .put("identifier", readme.session())
                        .put("name", readme.session())
                        .put("start_date", "")
                        .put("end_date", ""));
        var scraped = BillDocuments.scrapedAt(readme);
        var latest = before.path("scraped_at").asText();
        var document =
                JSON.createObjectNode()
                        .put("_id", jurisdiction.id())
                        .put("name", jurisdiction.name())
                        .put("division_id", jurisdiction.divisionId())
                        .put("classification", jurisdiction.classification());
        document.putArray("legislative_sessions").addAll(sessions.values());
        document.put("scraped_at", latest.compareTo(scraped) > 0 ? latest : scraped);
        write(name, document);
    }

    private ObjectNode before(String name) throws IOException {
        var file = folder.resolve(name);
        try {
            return Files.exists(file)
                            && JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode there
                    ? there
                    : JSON.createObjectNode();
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode(); // of nobody's, and written anew
        }
    }
}
