package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.bulk.courtlistener.bucket.Bucket;
import org.civichopper.bulk.courtlistener.bucket.Manifest.Entry;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.run.Limits;
import org.civichopper.bulk.run.LoadStep;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.run.SliceWork;
import org.civichopper.bulk.source.ObjectChangedException;

/// Reads one part: what unpacks it works ahead while a chunk is copied, and all of it is committed
/// at once, with the proof of its blocks.
final class Reading {

    // A file in another form than its manifest says would be halved for hours.
    private static final int MANY_REJECTS = 10_000;

    private final Bucket bucket;
    private final Limits limits;
    private final Traffic traffic;
    private final int decoders;

    /// @param decoders how many threads unpack one part
    Reading(Bucket bucket, Traffic traffic, Limits limits, int decoders) {
        this.bucket = bucket;
        this.traffic = traffic;
        this.limits = limits;
        this.decoders = decoders;
    }

    /// @param copy the statement that takes the records
    /// @param records of the file
    void read(SliceWork work, Entry entry, String copy, Records records)
            throws SQLException, InterruptedException {
        var part = Part.of(work.slice().checkpoint());
        var copying = new Copying(work.connection(), copy, records, part.place());
        try (var packed = new Metered(bucket.open(part.file(), part.from(), part.to()));
                var unpacked = Unpacked.of(part, packed, decoders)) {
            var chunks = new Chunks(unpacked, records, Chunks.SIZE);
            if (part.isFirst()) {
                requireColumns(entry, chunks.header());
            }
            copyAll(work, part, copying, chunks, packed);
            var rejects = copying.rejects();
            work.checkpoint(
                    part.read(new TextNode(unpacked.proof())).json(),
                    LoadCounts.read(copying.rows() + rejects.size(), rejects.size(), 0, 0)
                            .plus(traffic.since()),
                    rejects,
                    true);
        } catch (ObjectChangedException e) {
            throw new LoadStopped.Changed(part.table(), e.getMessage());
        } catch (InterruptedIOException e) {
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: %s; nothing was promoted".formatted(part.file().name(), e.getMessage()),
                    e);
        }
    }

    private void copyAll(SliceWork work, Part part, Copying copying, Chunks chunks, Metered packed)
            throws IOException, SQLException, InterruptedException {
        var limit = new Limit(packed);
        var shown = 0L;
        try (var ahead = new Ahead(chunks)) {
            var chunk = ahead.next();
            work.reached(LoadStep.RECEIVED);
            while (chunk.length() > 0) {
                var rows = copying.rows();
                limit.copies();
                copying.copy(chunk.bytes(), chunk.length(), chunk.offset());
                limit.waits();
                var bytes = shown(part, packed);
                work.came(copying.rows() - rows, bytes - shown);
                work.waitsFor(limit.word());
                shown = bytes;
                requireFewRejects(part, copying);
                chunk = ahead.next();
            }
        }
        work.reached(LoadStep.COPIED);
    }

    private void requireFewRejects(Part part, Copying copying) {
        var rejected = copying.rejects().size();
        if (rejected > MANY_REJECTS
                && limits.maxRejects()
                                .multiply(BigDecimal.valueOf(copying.rows() + rejected))
                                .longValue()
                        < rejected) {
            throw new LoadStopped.Failed(
                    "%s: expected few records that Postgres does not take, found %d of the first %d, the last one: %s; nothing was promoted"
                            .formatted(
                                    part.name(),
                                    rejected,
                                    copying.rows() + rejected,
                                    copying.rejects().getLast().found()));
        }
    }

    // The schema file and the script agree with what is copied, or values go to wrong columns.
    private static void requireColumns(Entry entry, String header) throws IOException {
        var found = List.of(header.split(",", -1));
        if (!found.equals(entry.columns())) {
            throw new IOException(
                    "expected the columns of the load script, %s; found %s"
                            .formatted(String.join(",", entry.columns()), header));
        }
    }

    // What was read behind the part to end its last record is the next part's.
    private static long shown(Part part, Metered packed) {
        return Math.min(packed.bytes(), part.to() - part.from());
    }
}
