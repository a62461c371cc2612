package org.civichopper.benchmarks.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.benchmarks.scrape.Scrape;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Sha256;

/// A made-up scrape as one batch of arrivals.
record Batch(Scrape scrape, DocumentReader reader) {

    static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";

    List<Arrival> arrivals() throws IOException {
        var arrivals = new ArrayList<Arrival>();
        for (var file : scrape.files()) {
            arrivals.add(arrival(file));
        }
        return arrivals;
    }

    private Arrival arrival(Path file) throws IOException {
        var content = Files.readAllBytes(file);
        var document =
                reader.read(Kind.ofFileName(file.getFileName().toString()).orElseThrow(), content);
        var version = DocumentVersion.of(document.head(), Instant.now(), Sha256.hex(content));
        return new Arrival(
                document,
                content,
                WYOMING,
                version,
                file.toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
