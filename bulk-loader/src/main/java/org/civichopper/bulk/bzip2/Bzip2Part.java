package org.civichopper.bulk.bzip2;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The decoded bytes of one part of a bzip2 file: of the blocks whose first bit lies in it, and
/// then, for as long as the reader asks, of what follows. Blocks are decoded by several threads and
/// come in order, each with the right CRC. About `decoders` + 4 are in memory at a time, each with
/// less than 5 MB packed and decoded, whatever the file holds.
///
/// A part cannot see whether it overlooked a damaged block where it begins: the proofs of all parts
/// together can ([PartProof#check]). A whole file is one part, from 0 to its size.
public final class Bzip2Part implements AutoCloseable {

    private static final Object NO_MORE = new Object();

    private final InputStream packed;
    private final long ownedEnd; // in bits
    private final Decoders decoders = new Decoders();
    private final BlockingQueue<Object> jobs; // a Job each, and at last NO_MORE
    private final List<Job> ahead = new ArrayList<>(); // taken from the jobs, and still to come
    private final ExecutorService threads;
    private final Future<Long> scan;
    private Evidence evidence = new Evidence();
    private boolean sure; // of where it began: by a block's CRC, or an end of the file
    private boolean scanned;
    private long place = -1; // in bits: where the next block or end begins, once one was found
    private Block current;
    private PartProof proof;

    /// Begins to read and decode at once.
    ///
    /// @param packed the file's bytes from the byte `from` on, to its end; closed with the part
    /// @param from the first byte of the part
    /// @param to the byte behind its last; of the last part the size of the file
    /// @param decoders how many threads decode, beside the one that reads
    public Bzip2Part(InputStream packed, long from, long to, int decoders) {
        this.packed = packed;
        ownedEnd = to * 8;
        jobs = new ArrayBlockingQueue<>(decoders + 2);
        threads =
                Executors.newFixedThreadPool(
                        decoders + 1, Thread.ofPlatform().daemon().name("bzip2-", 1).factory());
        scan = threads.submit(() -> scan(from));
    }

    /// Reads bytes of the blocks that this part owns.
    ///
    /// @return how many, or -1 when all of them are read: then there is a [#proof]
    /// @throws DamagedException where the file is damaged
    /// @throws IOException what the packed bytes threw
    public int read(byte[] into, int offset, int length) throws IOException, InterruptedException {
        return hasOwned() ? current.read(into, offset, length) : -1;
    }

    /// Reads bytes of what follows the part, once the owned ones are read.
    ///
    /// @return how many, or -1 at the end of the file
    /// @throws DamagedException where the file is damaged
    /// @throws IOException what the packed bytes threw
    public int readBeyond(byte[] into, int offset, int length)
            throws IOException, InterruptedException {
        proof();
        return hasCurrent() || advance() ? current.read(into, offset, length) : -1;
    }

    /// What the part found.
    ///
    /// @throws IllegalStateException before all owned bytes are read
    public PartProof proof() {
        if (proof == null) {
            throw new IllegalStateException("expected all bytes of the part to be read before");
        }
        return proof;
    }

    /// Ends the threads, and returns when they are gone.
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        try (threads) {
            packed.close();
            jobs.clear(); // a scan that has missed the interrupt finds room to end
        }
    }

    private long scan(long from) throws IOException, InterruptedException {
        try {
            var size = new MagicScan(packed, from, this::take).scan();
            jobs.put(NO_MORE);
            return size;
        } catch (IOException | RuntimeException | Error e) {
            jobs.put(NO_MORE); // then the reader asks what ended the scan
            throw e;
        }
    }

    // What is behind the part is decoded only when the reader comes to it.
    private void take(Piece piece) throws InterruptedException {
        var owned = piece.bit() < ownedEnd;
        var job = new Job(piece, decoders, !owned);
        jobs.put(job);
        if (owned) {
            threads.execute(job.task());
        }
    }

    private boolean hasCurrent() {
        if (current != null && current.isRead()) {
            decoders.giveBack(current);
            current = null;
        }
        return current != null;
    }

    private boolean hasOwned() throws IOException, InterruptedException {
        if (proof != null) {
            return false;
        }
        if (hasCurrent()) {
            return true;
        }
        if (sure && place >= ownedEnd) {
            prove(place);
            if (!evidence.isClosed() && peek() == null) {
                throw endsEarly();
            }
            return false;
        }
        return advance() && proof == null;
    }

    private void prove(long end) {
        if (proof == null) {
            proof = evidence.proof(end);
        }
    }

    // Goes on to the next block; false at the end of the file.
    private boolean advance() throws IOException, InterruptedException {
        while (true) {
            var job = next();
            if (job == null) {
                if (evidence.hasBegun() && !evidence.isClosed()) {
                    throw endsEarly();
                }
                prove(size() * 8);
                return false;
            }
            if (place >= 0 && job.piece().bit() > place) {
                skip(place, "expected a block or the end of a stream, found neither");
            }
            try {
                var decoded = decoded(job);
                if (accept(job.piece(), decoded)) {
                    return true;
                }
            } catch (UnreadableException e) {
                skip(job.piece().bit(), e.getMessage());
            }
        }
    }

    // What cannot be read where a part begins may be a magic by chance, in a block of the part
    // before.
    private void skip(long bit, String why) throws DamagedException {
        if (sure || bit == 0) {
            throw new DamagedException(bit, why);
        }
        evidence = new Evidence();
        place = -1;
        proof = null;
    }

    // Returns whether there is something to read.
    private boolean accept(Piece piece, Decoded decoded) throws DamagedException {
        evidence.beginAt(piece.bit());
        if (piece.bit() >= ownedEnd) {
            prove(piece.bit());
        }
        place = decoded.end();
        switch (decoded) {
            case Block block -> {
                evidence.add(piece.bit(), block);
                current = block;
                sure = true;
                return true;
            }
            case StreamEnd end -> {
                evidence.add(piece, end);
                sure |= end.endsFile() || piece.kind() == Piece.Kind.HEAD;
                return false;
            }
        }
    }

    // A block that has a magic inside goes on in the next pieces. What is behind its end does no
    // harm,
    // so twice as many are tried each time.
    private Decoded decoded(Job job) throws UnreadableException, IOException, InterruptedException {
        try {
            return job.decoded();
        } catch (UnreadableException e) {
            var failure = e;
            var piece = job.piece();
            for (int had = 0, want = 1; failure.isCut(); want *= 2) {
                var joined = had;
                while (joined < want
                        && (joined < ahead.size() || fetch())
                        && piece.canTake(ahead.get(joined).piece())) {
                    piece = piece.with(ahead.get(joined++).piece());
                }
                if (joined == had) {
                    break;
                }
                had = joined;
                try {
                    return decoders.decode(piece);
                } catch (UnreadableException again) {
                    failure = again;
                }
            }
            throw failure;
        }
    }

    // Without magics inside the block that was read last.
    private Job next() throws IOException, InterruptedException {
        while (true) {
            var job = peek();
            if (job != null) {
                ahead.removeFirst();
            }
            if (job == null || job.piece().bit() >= place) {
                return job;
            }
            job.abandon();
        }
    }

    private Job peek() throws IOException, InterruptedException {
        if (ahead.isEmpty()) {
            fetch();
        }
        return ahead.isEmpty() ? null : ahead.getFirst();
    }

    // Returns whether there was another.
    private boolean fetch() throws IOException, InterruptedException {
        if (scanned) {
            return false;
        }
        if (jobs.take() instanceof Job job) {
            return ahead.add(job);
        }
        scanned = true;
        size(); // or what ended the scan
        return false;
    }

    private DamagedException endsEarly() throws IOException, InterruptedException {
        return new DamagedException(
                size() * 8, "the file ends early: expected the end of a stream before");
    }

    private long size() throws IOException, InterruptedException {
        try {
            return scan.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }
}
