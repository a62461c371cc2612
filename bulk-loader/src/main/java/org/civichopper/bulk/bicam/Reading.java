package org.civichopper.bulk.bicam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.civichopper.bulk.finish.Lz4;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.ledger.LoadRejects;
import org.civichopper.bulk.ledger.Reject;
import org.civichopper.bulk.read.Encoding;
import org.civichopper.bulk.read.Layout;
import org.civichopper.bulk.read.RecordReader;
import org.civichopper.bulk.read.RowRejectedException;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.Notes;

/// Reads what a slice has of one data set: a table after the other out of its zip, each committed
/// as a whole. Tables that are committed already are passed over.
final class Reading {

    private static final Encoding UTF_8 = new Encoding(Optional.of(StandardCharsets.UTF_8));
    private static final int MANY_REJECTS = 1_000;
    private static final int OFTEN = 4_096; // records
    private static final long OFTEN_BYTES = 1 << 22;

    private final Shelf shelf;
    private final Manifest manifest;
    private final Manifest.Entry entry;
    private final SliceWork work;
    private final Target next;
    private final Notes notes;
    private Loaded loaded;

    /// @param next schema of the run
    Reading(
            Shelf shelf,
            Manifest manifest,
            Manifest.Entry entry,
            SliceWork work,
            Target next,
            Notes notes) {
        this.shelf = shelf;
        this.manifest = manifest;
        this.entry = entry;
        this.work = work;
        this.next = next;
        this.notes = notes;
        loaded = Loaded.of(work.slice().checkpoint());
    }

    /// @param wanted which csv files of the zip
    /// @param zips whether those of zips within it are, too
    void read(Predicate<String> wanted, boolean zips) throws SQLException, InterruptedException {
        work.waitsFor("network");
        var fetched = new long[1];
        var file =
                shelf.whole(
                        entry,
                        more -> {
                            fetched[0] += more;
                            work.came(0, more);
                        });
        work.came(0, -fetched[0]); // what is counted is what it unpacks to
        work.waitsFor("COPY");
        new Body(file, manifest, entry, notes)
                .each(
                        wanted,
                        zips,
                        (table, place, csv) -> {
                            if (!loaded.tables().containsKey(table)) {
                                copy(table, place, csv);
                            }
                        });
        work.checkpoint(
                loaded.json(), LoadCounts.read(0, 0, 0, shelf.requestsSince()), List.of(), true);
    }

    private void copy(String table, String place, InputStream csv)
            throws IOException, SQLException, InterruptedException {
        var types = manifest.types(entry, table);
        requireNew(table, place);
        var records = new RecordReader(place, csv, new Layout.Headed(), UTF_8);
        work.reached(LoadStep.RECEIVED);
        noteMissing(types, records.header(), place);
        try (var copy =
                new TableCopy(work.connection(), next, table, records.header(), types, place)) {
            copy.make(Lz4.isThere(work.connection()));
            var took = new Taking(copy, records).all();
            copy.finish();
            work.reached(LoadStep.COPIED);
            loaded = loaded.with(table, took.counts());
            work.checkpoint(loaded.json(), took.counts(), took.rejects(), false);
        }
    }

    private void requireNew(String table, String place) throws SQLException {
        if (next.has(work.connection(), table)) {
            throw new LoadStopped.Failed(
                    "%s: %s: expected a table of this data set alone, found that another one of this run has it, too: load one without the other; nothing was promoted"
                            .formatted(entry.name(), place));
        }
    }

    private void noteMissing(Map<String, ColumnType> types, List<String> header, String place) {
        var missing = new ArrayList<>(types.keySet());
        missing.removeAll(header);
        if (!missing.isEmpty()) {
            notes.say(
                    "%s: expected the columns %s of its manifest, found none so named"
                            .formatted(place, String.join(", ", missing)));
        }
    }

    /// @param rejects that are not written yet
    private record Took(LoadCounts counts, List<Reject> rejects) {}

    private final class Taking {

        private final TableCopy copy;
        private final RecordReader records;
        private final List<Reject> rejects = new ArrayList<>();
        private long read;
        private long rejected;
        private long shownRead;
        private long shownBytes;

        Taking(TableCopy copy, RecordReader records) {
            this.copy = copy;
            this.records = records;
        }

        Took all() throws IOException, SQLException, InterruptedException {
            while (records.next()) {
                take();
                if (read % OFTEN == 0 || records.bytes() - shownBytes > OFTEN_BYTES) {
                    show();
                }
            }
            return new Took(LoadCounts.read(read, rejected, records.bytes(), 0), rejects);
        }

        private void take() throws SQLException {
            read++;
            try {
                var fault = records.fault();
                if (fault.isPresent()) {
                    throw fault.get();
                }
                copy.add(records.row());
            } catch (RowRejectedException e) {
                rejected++;
                rejects.add(records.row().rejected(e.expected(), e.found()));
                if (rejects.size() >= MANY_REJECTS) {
                    copy.pause(); // for the connection takes no other statement meanwhile
                    new LoadRejects(work.connection()).add(work.slice(), rejects);
                    rejects.clear();
                }
            }
        }

        private void show() throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            work.came(read - shownRead, records.bytes() - shownBytes);
            shownRead = read;
            shownBytes = records.bytes();
        }
    }
}
