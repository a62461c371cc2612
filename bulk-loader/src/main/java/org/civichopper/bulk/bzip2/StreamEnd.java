package org.civichopper.bulk.bzip2;

/// The end of a stream with what follows: the header of the next, or the end of the file. The head
/// of a file is the same without a stream before it.
///
/// @param crc of the stream that ends here, as it says itself
/// @param level of the next stream, 1 to 9; 0 where the file ends
record StreamEnd(int crc, int level, long end) implements Decoded {

    private static final int MAGIC_AND_CRC = 80;
    private static final int HEADER = 4;

    boolean endsFile() {
        return level == 0;
    }

    static StreamEnd read(Piece piece) throws UnreadableException {
        var bit = piece.shift();
        var crc = 0;
        if (piece.kind() == Piece.Kind.END) {
            if (bit + MAGIC_AND_CRC > piece.bits()) {
                throw new UnreadableException(true, "the file ends within the end of a stream");
            }
            crc = Bits.at(piece.bytes(), bit + 48, 32);
            bit += MAGIC_AND_CRC;
            var padding = -bit & 7;
            if (padding > 0 && Bits.at(piece.bytes(), bit, padding) != 0) {
                throw new UnreadableException(
                        false, "expected zero bits up to the next byte behind a stream");
            }
            bit += padding;
        }
        var end = piece.bit() - piece.shift() + bit;
        var left = piece.length() - (bit >>> 3);
        if (left == 0 && piece.last() && piece.kind() == Piece.Kind.END) {
            return new StreamEnd(crc, 0, end);
        }
        if (left < HEADER) {
            throw new UnreadableException(
                    true,
                    "expected a stream's BZh1 to BZh9, found %d bytes up to the end of the file"
                            .formatted(left));
        }
        var header = Bits.at(piece.bytes(), bit, 32);
        var level = (header & 255) - '0';
        if (header >>> 8 != ('B' << 16 | 'Z' << 8 | 'h') || level < 1 || level > 9) {
            throw new UnreadableException(
                    false,
                    "expected a stream's BZh1 to BZh9%s, found 0x%08x"
                            .formatted(
                                    piece.kind() == Piece.Kind.END ? " or the end of the file" : "",
                                    header));
        }
        return new StreamEnd(crc, level, end + HEADER * 8);
    }
}
