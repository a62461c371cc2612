package org.civichopper.bulk.bzip2;

import java.util.List;
import java.util.Optional;

/// What a part of a file found, from which the parts together prove that no block of the file is
/// missing, doubled or damaged: each begins where the one before ended, and the CRC of every stream
/// is that of its blocks.
///
/// @param begin the bit of the file at which its first block began; where it owns none, that of the
///   next one
/// @param end the bit behind its last block, where the next must begin
/// @param blocks how many it owns
/// @param bytes how many they decode to
/// @param opens whether a stream begins in it
/// @param crc of its blocks together, as far as they are behind the last beginning of a stream
/// @param closing the end of the stream that began in a part before, where it is in this one
/// @param closes whether the file ended in it, behind the end of a stream
public record PartProof(
        long begin,
        long end,
        long blocks,
        long bytes,
        boolean opens,
        int crc,
        Optional<Closing> closing,
        boolean closes) {

    /// The end of a stream of which this part saw but the last blocks.
    ///
    /// @param blocks how many of them
    /// @param crc of these together
    /// @param stated of the whole stream, as its end says
    public record Closing(long blocks, int crc, int stated) {}

    /// Proves a whole file by all of its parts, in order.
    ///
    /// @param packed the size of the file
    /// @throws DamagedException where they do not fit together
    public static void check(List<PartProof> parts, long packed) throws DamagedException {
        var place = 0L;
        var crc = 0;
        for (var part : parts) {
            if (part.begin != place) {
                throw new DamagedException(
                        Math.min(place, part.begin),
                        "expected a block or the end of a stream there, found the next that can be read at byte %d"
                                .formatted(part.begin >>> 3));
            }
            if (part.closing.isPresent()) {
                var closing = part.closing.get();
                requireSame(part.begin, closing.stated, joined(crc, closing.blocks, closing.crc));
            }
            crc = part.opens ? part.crc : joined(crc, part.blocks, part.crc);
            place = part.end;
        }
        if (parts.stream().noneMatch(PartProof::closes) || place != packed * 8) {
            throw new DamagedException(
                    place,
                    "expected the parts to end with the file, at byte %d, found that they end here"
                            .formatted(packed));
        }
    }

    static void requireSame(long bit, int stated, int found) throws DamagedException {
        if (stated != found) {
            throw new DamagedException(
                    bit,
                    "expected the blocks of a stream to have the CRC 0x%08x together, found 0x%08x"
                            .formatted(stated, found));
        }
    }

    /// The CRC of blocks together with those before them.
    static int joined(int before, long blocks, int crc) {
        return Integer.rotateLeft(before, (int) (blocks & 31)) ^ crc;
    }

    /// In one line, for [#parse].
    public String text() {
        return "%d %d %d %d %b %d %b".formatted(begin, end, blocks, bytes, opens, crc, closes)
                + closing.map(each -> " %d %d %d".formatted(each.blocks, each.crc, each.stated))
                        .orElse("");
    }

    /// @throws IllegalArgumentException for what [#text] does not write
    public static PartProof parse(String text) {
        var words = text.split(" ");
        if (words.length != 7 && words.length != 10) {
            throw new IllegalArgumentException(
                    "expected the proof of a part in 7 or 10 words, found \"%s\"".formatted(text));
        }
        return new PartProof(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Boolean.parseBoolean(words[4]),
                Integer.parseInt(words[5]),
                words.length == 7
                        ? Optional.empty()
                        : Optional.of(
                                new Closing(
                                        Long.parseLong(words[7]),
                                        Integer.parseInt(words[8]),
                                        Integer.parseInt(words[9]))),
                Boolean.parseBoolean(words[6]));
    }
}
