package org.civichopper.cli.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.importing.ScrapeDirectory.DocumentFile;
import org.civichopper.cli.terminal.Progress;
import org.civichopper.database.Database;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.database.ledger.RunLedger;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.batch.Unreadable;
import org.civichopper.importer.run.RunClosing;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Sha256;

/// Imports a directory in batches, as the function imports the queue. The import is a run: what it
/// saw and what became of it stands in the ledger.
final class DirectoryImport {

    private static final int BATCH = 300;

    private final Database database;
    private final Importer importer;
    private final DocumentReader reader;
    private final String jurisdictionId;
    private final String runId = TimeOrderedUuid.next().toString();
    private final Instant began = Instant.now();
    private final Counts counts = new Counts();
    private final Map<Kind, DocumentVersion> newest = new EnumMap<>(Kind.class);

    DirectoryImport(
            Database database, Importer importer, DocumentReader reader, String jurisdictionId) {
        this.database = database;
        this.importer = importer;
        this.reader = reader;
        this.jurisdictionId = jurisdictionId;
    }

    Counts counts() {
        return counts;
    }

    private void begin() throws SQLException {
        database.inTransaction(connection -> {
            new RunLedger(connection).begin(runId, jurisdictionId, "directory");
            return null;
        });
    }

    /// Ends the run. One that is complete retires what it did not bring.
    private void end(boolean complete) throws SQLException {
        database.inTransaction(connection -> {
            if (complete && counts.failed() == 0) {
                counts.add(RunClosing.close(connection, runId, jurisdictionId, newest));
            }
            var took = Duration.between(began, Instant.now());
            new RunLedger(connection).end(runId, counts.toJson(took).toString());
            return null;
        });
    }

    /// @param complete whether this is all that there is
    /// @param warnings whether to say everything that is not as it should be
    /// @throws SQLException when the database cannot be worked with; whole batches are committed
    void all(List<DocumentFile> files, boolean complete, boolean warnings, Progress progress)
            throws SQLException {
        begin();
        progress.found(files.size());
        for (int from = 0; from < files.size(); from += BATCH) {
            var batch = files.subList(from, Math.min(files.size(), from + BATCH));
            var outcomes = batch(batch, progress);
            if (warnings) {
                sayWarnings(outcomes, progress);
            }
        }
        end(complete);
    }

    private static void sayWarnings(Map<Arrival, Outcome> outcomes, Progress progress) {
        outcomes.forEach((arrival, outcome) -> {
            if (outcome instanceof Outcome.Imported imported) {
                for (var warning : imported.warnings()) {
                    progress.say(arrival.file() + ": " + warning);
                }
            }
        });
    }

    private Map<Arrival, Outcome> batch(List<DocumentFile> files, Progress progress)
            throws SQLException {
        var arrivals = new ArrayList<Arrival>();
        var unreadable = new ArrayList<Unreadable>();
        for (var file : files) {
            try {
                arrivals.add(read(file));
            } catch (InvalidInputException reason) {
                unreadable.add(unreadable(file, reason));
            }
        }
        var outcomes = importer.importBatch(arrivals, unreadable);
        counts.add(outcomes);
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
        outcomes.forEach((arrival, outcome) -> {
            if (outcome instanceof Outcome.Rejected rejected) {
                progress.failed(arrival.file() + ": " + rejected.reason());
            } else if (!arrival.parked()) {
                progress.done();
            }
        });
        return outcomes;
    }

    private Arrival read(DocumentFile file) {
        var content = content(file);
        var document = reader.read(file.kind(), content);
        // The time of the import stands for the object's, so that of equal scrapes the later import
        // wins: a file's own time tells when it was unpacked, not when it was scraped.
        var version = DocumentVersion.of(document.head(), began, Sha256.hex(content));
        newest.merge(file.kind(), version, (one, other) -> one.compareTo(other) > 0 ? one : other);
        return new Arrival(
                document,
                content,
                jurisdictionId,
                version,
                file.path().toString(),
                Optional.of(runId),
                Optional.empty(),
                Optional.empty());
    }

    private byte[] content(DocumentFile file) {
        try {
            reader.requireSize(Files.size(file.path()));
            var bytes = Files.readAllBytes(file.path());
            return file.path().toString().endsWith(".gz") ? reader.unpack(bytes) : bytes;
        } catch (IOException e) {
            throw new InvalidInputException("file", "a file that can be read", e.toString());
        }
    }

    private Unreadable unreadable(DocumentFile file, InvalidInputException reason) {
        return new Unreadable(
                file.path().toString(),
                Optional.of(jurisdictionId),
                Optional.of(file.kind()),
                Outcome.Rejected.because(reason),
                Optional.empty(),
                Optional.empty(),
                Optional.of(runId));
    }
}
