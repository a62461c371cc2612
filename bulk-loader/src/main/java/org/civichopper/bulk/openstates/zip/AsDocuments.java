package org.civichopper.bulk.openstates.zip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.civichopper.bulk.command.Writing;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadStatus;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.openstates.row.RejectedException;
import org.civichopper.bulk.openstates.row.SentBill;
import org.civichopper.bulk.run.LoadProgress;
import org.civichopper.bulk.run.LoadReport;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;

/// A session's zip as scraped documents, for `hopper import`. The same zip gives the same bytes.
final class AsDocuments implements Writing.Work {

    private static final int MOST_SHOWN = 20; // rejects

    private final Settings settings;
    private final Path to;
    private LoadCounts counts = LoadCounts.NONE;
    private long bills;
    private long votes;

    AsDocuments(Settings settings, Path to) {
        this.settings = settings;
        this.to = to;
    }

    @Override
    public LoadReport run(LoadProgress progress) throws InterruptedException {
        var began = System.nanoTime();
        var status = LoadStatus.FAILED;
        var error = Optional.<String>empty();
        Notes notes = progress::say;
        try (var shelf = new Shelf(settings, notes)) {
            write(shelf, progress);
            status =
                    counts.rejected() > 0
                            ? LoadStatus.COMPLETED_WITH_REJECTS
                            : LoadStatus.COMPLETED;
        } catch (LoadStopped.Paused e) {
            status = LoadStatus.PAUSED;
            error = Optional.of(e.getMessage());
        } catch (LoadStopped e) {
            error = Optional.of(e.getMessage());
        }
        return new LoadReport(
                OptionalLong.empty(),
                SessionLoad.DATASET,
                status,
                counts,
                Duration.ofNanos(System.nanoTime() - began),
                error);
    }

    private void write(Shelf shelf, LoadProgress progress) throws InterruptedException {
        try (var bar = progress.begin(settings.place().toString(), OptionalLong.empty());
                var zip = shelf.open(more -> bar.came(0, more))) {
            progress.found(zip.unpacked());
            bar.found(zip.unpacked());
            var folder = new DocumentFolder(to.resolve(zip.readme().code()));
            var writer = new Writer(zip.readme(), folder, bar, progress::say);
            zip.read(writer);
            requireEnough(zip.readme());
            folder.writeJurisdiction(zip.readme());
            counts = counts.plus(LoadCounts.read(0, 0, zip.unpacked(), shelf.requests()));
        } catch (SQLException e) {
            throw new IllegalStateException("no database is asked", e);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void requireEnough(Readme readme) {
        settings.limits().requireFewRejects(counts.read(), counts.rejected(), "what is said above");
        var least = settings.limits().minRows().orElse(1);
        if (counts.read() - counts.rejected() < least) {
            throw new LoadStopped.Failed(
                    "%s %s: expected at least %d bills, found %d; get the zip again, or say --min-rows 0"
                            .formatted(
                                    readme.code(),
                                    readme.session(),
                                    least,
                                    counts.read() - counts.rejected()));
        }
    }

    private LoadStopped.Failed unwritable(IOException failure) {
        return new LoadStopped.Failed(
                "%s: expected to write documents there, found: %s; name another folder by --as-documents"
                        .formatted(to, failure),
                failure);
    }

    private final class Writer implements Taker {

        private final Readme readme;
        private final DocumentFolder folder;
        private final LoadProgress.Bar bar;
        private final Notes notes;
        private final Set<String> seen = new HashSet<>();

        Writer(Readme readme, DocumentFolder folder, LoadProgress.Bar bar, Notes notes) {
            this.readme = readme;
            this.folder = folder;
            this.bar = bar;
            this.notes = notes;
        }

        @Override
        public void begin() {
            try {
                folder.make();
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        @Override
        public void came(long bytes) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            bar.came(0, bytes);
        }

        @Override
        public void reject(Reject reject) {
            counts = counts.plus(LoadCounts.read(1, 1, 0, 0));
            if (counts.rejected() <= MOST_SHOWN) {
                notes.say(
                        "%s: %s: expected %s, found %s"
                                .formatted(
                                        reject.place(),
                                        reject.key(),
                                        reject.expected(),
                                        reject.found()));
            }
        }

        @Override
        public void take(String place, ObjectNode bill) {
            try {
                var sent = SentBill.ofZip(bill); // whatever is none is rejected there
                if (!seen.add(sent.id())) {
                    reject(new Reject(place, sent.id(), "each bill once", "it again", ""));
                    return;
                }
                write(bill);
            } catch (RejectedException e) {
                reject(
                        new Reject(
                                place,
                                bill.path("id").asText(),
                                e.expected(),
                                e.found(),
                                bill.toString()));
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        // A bill is new if any of its documents is.
        private void write(ObjectNode bill) throws IOException {
            var isNew = false;
            for (var document : new BillDocuments(readme, bill).all().entrySet()) {
                isNew |= folder.write(document.getKey(), document.getValue());
                votes++;
            }
            votes--;
            bills++;
            counts = counts.plus(new LoadCounts(1, isNew ? 1 : 0, 0, isNew ? 0 : 1, 0, 0, 0, 0, 0));
        }
    }

    @Override
    public void describe(ObjectNode json) {
        json.putObject("documents").put("bill", bills).put("vote_event", votes);
    }
}
