package org.civichopper.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.step.Step;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Limits;
import org.civichopper.testing.Scrape;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchesInFlightTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";
    private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger begun = new AtomicInteger();

    @TempDir private Path folder;

    @Test
    void eachBatchIsBegunWhenTheOneBeforeItHasItsLocks() throws SQLException {
        var scrape = new Scrape(folder).jurisdiction();
        for (int bill = 1; bill <= 1000; bill++) {
            scrape.bill("HB " + bill);
        }
        var batches = batches();
        var landed = new ArrayList<ReadAhead.Batch>();

        try (var database = database();
                var inFlight =
                        new BatchesInFlight(
                                steps -> importer(database, steps),
                                (batch, _) -> landed.add(batch))) {
            for (var batch : batches) {
                inFlight.begin(batch);
            }
            inFlight.landAll();
        }

        assertThat(landed).isEqualTo(batches);
        assertThat(heard)
                .containsExactly(
                        "1 begun",
                        "1 locked",
                        "2 begun",
                        "2 locked",
                        "3 begun",
                        "3 locked",
                        "4 begun",
                        "4 locked");
    }

    private List<ReadAhead.Batch> batches() {
        var files = ScrapeDirectory.open(folder).files();
        var documents = new ReadAhead(READER, WYOMING, "a run", Instant.now(), files);
        var batches = new ArrayList<ReadAhead.Batch>();
        for (var batch = documents.take(); !batch.arrivals().isEmpty(); batch = documents.take()) {
            batches.add(batch);
        }
        return batches;
    }

    private static Database database() {
        return Database.open(DatabaseConfig.of(DatabaseUrl.parse(TestDatabases.fresh())));
    }

    private Importer importer(Database database, Steps steps) {
        var number = begun.incrementAndGet();
        heard.add(number + " begun");
        return new Importer(
                database,
                READER,
                true,
                step -> {
                    if (step == Step.LOCKED) {
                        heard.add(number + " locked");
                    }
                    steps.reached(step);
                });
    }
}
