package org.civichopper.bulk.bzip2;

import java.util.Optional;

/// What a part has seen so far: where it began, and the CRC of the stream it is in. It becomes the
/// part's proof.
final class Evidence {

    private long begin = -1;
    private long blocks;
    private long bytes;
    private long inStream; // blocks
    private int crc;
    private int level = 9; // of a stream whose head is in another part: the most there can be
    private boolean opened;
    private boolean closed;
    private Optional<PartProof.Closing> closing = Optional.empty();

    boolean hasBegun() {
        return begin >= 0;
    }

    void beginAt(long bit) {
        if (begin < 0) {
            begin = bit;
        }
    }

    /// Whether the file may end here.
    boolean isClosed() {
        return closed;
    }

    void add(long bit, Block block) throws DamagedException {
        if (block.length > level * 100_000) {
            throw new DamagedException(
                    bit,
                    "expected a block of at most %d00 kB, as its stream says, found %d bytes"
                            .formatted(level, block.length));
        }
        blocks++;
        inStream++;
        bytes += block.size;
        crc = PartProof.joined(crc, 1, block.crc);
    }

    void add(Piece piece, StreamEnd end) throws DamagedException {
        if (piece.kind() == Piece.Kind.END) {
            if (opened) {
                PartProof.requireSame(piece.bit(), end.crc(), crc);
            } else {
                closing = Optional.of(new PartProof.Closing(inStream, crc, end.crc()));
            }
        }
        opened = true;
        closed = end.endsFile();
        level = end.level();
        inStream = 0;
        crc = 0;
    }

    PartProof proof(long end) {
        return new PartProof(
                begin < 0 ? end : begin, end, blocks, bytes, opened, crc, closing, closed);
    }
}
