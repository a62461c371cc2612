package org.civichopper.bulk.courtlistener;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.civichopper.bulk.bzip2.Bzip2Part;
import org.civichopper.bulk.courtlistener.bucket.Bucket;
import org.civichopper.bulk.courtlistener.bucket.Entry;
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
    private final int decoders;

    /// @param decoders how many threads unpack one part
    Reading(Bucket bucket, Limits limits, int decoders) {
        this.bucket = bucket;
        this.limits = limits;
        this.decoders = decoders;
    }

    /// @param copy the statement that takes the records
    /// @param keyed whether column 1 is a number that is never NULL
    void read(SliceWork work, Entry entry, String copy, boolean keyed)
            throws SQLException, InterruptedException {
        var part = Part.of(work.slice().checkpoint());
        try (var packed = new Metered(bucket.open(part.file(), part.from(), part.version()));
                var unpacked = new Bzip2Part(packed, part.from(), part.to(), decoders)) {
            read(work, part, entry, new Copying(work.connection(), copy, new Records(entry.dialect(), keyed), part.place()), packed, unpacked);
        } catch (ObjectChangedException e) {
            throw new LoadStopped.Changed(part.file(), e.getMessage());
        } catch (InterruptedIOException e) {
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            throw new LoadStopped.Failed(
                    "%s: %s; nothing was promoted".formatted(part.file(), e.getMessage()), e);
        }
    }
}
