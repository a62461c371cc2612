package org.civichopper.bulk.bzip2;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What threads decode with, used again and again: each holds megabytes.
final class Decoders {

    private final Queue<BlockDecoder> idle = new ConcurrentLinkedQueue<>();
    private final Queue<Block> spare = new ConcurrentLinkedQueue<>();

    Decoded decode(Piece piece) throws UnreadableException {
        return switch (piece.kind()) {
            case HEAD, END -> StreamEnd.read(piece);
            case BLOCK -> block(piece);
        };
    }

    private Block block(Piece piece) throws UnreadableException {
        var known = idle.poll();
        var decoder = known == null ? new BlockDecoder() : known;
        var old = spare.poll();
        var block = old == null ? new Block() : old;
        try {
            decoder.decode(piece, block);
            return block;
        } catch (UnreadableException e) {
            spare.add(block);
            throw e;
        } finally {
            idle.add(decoder);
        }
    }

    /// Takes back what has been read.
    void giveBack(Block block) {
        spare.add(block);
    }
}
