package org.civichopper.cli.importing;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.civichopper.cli.importing.ScrapeDirectory.DocumentFile;
import org.civichopper.commandline.Progress;
import org.civichopper.database.Database;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.database.ledger.RunLedger;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.scrape.ScrapeClosing;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;

/// Imports a directory in batches, as the function imports the queue. The import is a run: what it
/// saw and what became of it stands in the ledger.
final class DirectoryImport {

    private final Database database;
    private final Function<Steps, Importer> importer;
    private final DocumentReader reader;
    private final String jurisdictionId;
    private final String runId = TimeOrderedUuid.next().toString();
    private final Counts counts = new Counts();
    private final Map<Kind, DocumentVersion> newest = new EnumMap<>(Kind.class);

    DirectoryImport(
            Database database,
            Function<Steps, Importer> importer,
            DocumentReader reader,
            String jurisdictionId) {
        this.database = database;
        this.importer = importer;
        this.reader = reader;
        this.jurisdictionId = jurisdictionId;
    }

    Counts counts() {
        return counts;
    }

    /// Ends the run. One that is complete retires what it did not bring.
    private void end(boolean complete, Instant started) throws SQLException {
        database.inTransaction(connection -> {
            if (complete && counts.failed() == 0) {
                counts.add(ScrapeClosing.close(connection, runId, jurisdictionId, newest));
            }
            var took = Duration.between(started, Instant.now());
            var came = counts.toJson(took).put("failed", counts.failed());
            new RunLedger(connection).end(runId, came.toString());
            return null;
        });
    }

    /// @param complete whether this is all that there is
    /// @param warnings whether to say everything that is not as it should be
    /// @throws SQLException when the database cannot be worked with; whole batches are committed
    void all(List<DocumentFile> files, boolean complete, boolean warnings, Progress progress)
            throws SQLException {
        try (var open = new OpenImport(database, runId, jurisdictionId)) {
            all(files, complete, warnings, progress, open);
        }
    }

    private void all(
            List<DocumentFile> files,
            boolean complete,
            boolean warnings,
            Progress progress,
            OpenImport open)
            throws SQLException {
        var started = Instant.now();
        progress.found(files.size());
        var documents = new ReadAhead(reader, jurisdictionId, runId, open.beganAt(), files);
        try (var batches =
                new BatchesInFlight(
                        importer,
                        (batch, outcomes) -> {
                            landed(batch, outcomes, progress);
                            if (warnings) {
                                sayWarnings(outcomes, progress);
                            }
                        })) {
            for (int read = 0; read < files.size(); ) {
                var batch = documents.take();
                read += batch.arrivals().size() + batch.unreadable().size();
                batches.begin(batch);
            }
            batches.landAll();
        }
        importer.apply(Steps.UNWATCHED)
                .importCalled(
                        jurisdictionId::equals,
                        Instant.MAX,
                        outcomes -> {
                            landed(outcomes, progress);
                            if (warnings) {
                                sayWarnings(outcomes, progress);
                            }
                        });
        if (warnings) { // only now it is known what did not come
            counts.waiting().forEach(progress::say);
        }
        end(complete, started);
        open.ended();
    }

    private static void sayWarnings(Map<Arrival, Outcome> outcomes, Progress progress) {
        outcomes.forEach((arrival, outcome) -> {
            for (var warning : outcome.warnings()) {
                progress.say(arrival.file() + ": " + warning);
            }
        });
    }

    private void landed(ReadAhead.Batch batch, Map<Arrival, Outcome> outcomes, Progress progress) {
        var arrivals = batch.arrivals();
        var unreadable = batch.unreadable();
        arrivals.forEach(arrival ->
                newest.merge(
                        arrival.document().kind(),
                        arrival.version(),
                        BinaryOperator.maxBy(Comparator.naturalOrder())));
        for (var arrival : arrivals) {
            if (!outcomes.containsKey(arrival)) {
                counts.addFailed();
                progress.failed(arrival.file() + ": the importer failed on it, see above");
            }
        }
        for (var thing : unreadable) {
            counts.add(thing.kind().orElseThrow(), thing.outcome().word());
            progress.failed(thing.file() + ": " + thing.outcome().reason());
        }
        landed(outcomes, progress);
    }

    private void landed(Map<Arrival, Outcome> outcomes, Progress progress) {
        counts.add(outcomes);
        outcomes.forEach((arrival, outcome) -> {
            if (outcome instanceof Outcome.Rejected rejected) {
                progress.failed(arrival.file() + ": " + rejected.reason());
            } else if (!arrival.parked()) {
                progress.done();
            }
        });
    }
}
