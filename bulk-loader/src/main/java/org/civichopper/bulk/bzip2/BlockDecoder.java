package org.civichopper.bulk.bzip2;

import java.util.Arrays;

/// Decodes one block after another, for one thread. It knows at which bit a block ends, so what
/// looks like a magic inside one cannot mislead it.
final class BlockDecoder {

    private static final int GROUP = 50;
    private static final int MOST_SELECTORS = 18_002;
    private static final int MAGIC = 48;
    private static final int[] CRC = crcTable();

    private final int[] table = new int[Block.MOST];
    private final int[] starts = new int[256];
    private final byte[] front = new byte[256];
    private final byte[] lengths = new byte[258];
    private final byte[] selectors = new byte[MOST_SELECTORS];
    private final PrefixCode[] codes = new PrefixCode[6];

    private byte[] bytes;
    private int position;
    private int limit;

    BlockDecoder() {
        Arrays.setAll(codes, _ -> new PrefixCode());
    }

    /// Fills a block.
    ///
    /// @throws UnreadableException where the piece is no whole block, or not with this CRC
    void decode(Piece piece, Block into) throws UnreadableException {
        bytes = piece.bytes();
        position = piece.shift() + MAGIC;
        limit = piece.bits();
        var crc = bits(32);
        if (bits(1) != 0) {
            throw unreadable("a block is randomised, as bzip2 has not packed since 1999");
        }
        var origin = bits(24);
        var used = readUsed();
        var codeCount = bits(3);
        if (used == 0 || codeCount < 2 || codeCount > codes.length) {
            throw unreadable("a block has no bytes or no codes");
        }
        var selectorCount = readSelectors(codeCount);
        for (var i = 0; i < codeCount; i++) {
            readCode(codes[i], used + 2);
        }
        var length = readSymbols(selectorCount, used + 1);
        if (position > limit || origin >= length) {
            throw unreadable("a block's origin is not in it");
        }
        into.clear();
        into.length = length;
        into.endAt(piece.bit() - piece.shift() + position);
        invert(origin, into);
        if (into.crc != crc) {
            throw unreadable(
                    "expected a block with the CRC 0x%08x, found 0x%08x".formatted(crc, into.crc));
        }
    }

    // The bytes that occur, in order, to the front.
    private int readUsed() throws UnreadableException {
        var ranges = bits(16);
        var used = 0;
        for (var range = 0; range < 16; range++) {
            if ((ranges >>> 15 - range & 1) != 0) {
                var members = bits(16);
                for (var member = 0; member < 16; member++) {
                    if ((members >>> 15 - member & 1) != 0) {
                        front[used++] = (byte) (range << 4 | member);
                    }
                }
            }
        }
        return used;
    }

    // Some packers write more of them than a block can need: these count for nothing.
    private int readSelectors(int codeCount) throws UnreadableException {
        var count = bits(15);
        if (count == 0) {
            throw unreadable("a block has no selectors");
        }
        byte[] recent = {0, 1, 2, 3, 4, 5};
        for (var i = 0; i < count; i++) {
            var place = 0;
            while (bits(1) != 0) {
                if (++place >= codeCount) {
                    throw unreadable("a block selects a code that it does not have");
                }
            }
            var code = recent[place];
            System.arraycopy(recent, 0, recent, 1, place);
            recent[0] = code;
            if (i < MOST_SELECTORS) {
                selectors[i] = code;
            }
        }
        return Math.min(count, MOST_SELECTORS);
    }

    private void readCode(PrefixCode code, int symbols) throws UnreadableException {
        var length = bits(5);
        for (var symbol = 0; symbol < symbols; symbol++) {
            while (true) {
                if (length < 1 || length > PrefixCode.LONGEST) {
                    throw unreadable("a block's code is not of 1 to 20 bits");
                }
                if (bits(1) == 0) {
                    break;
                }
                length += bits(1) == 0 ? 1 : -1;
            }
            lengths[symbol] = (byte) length;
        }
        if (!code.build(lengths, symbols)) {
            throw unreadable("a block's code has two symbols for the same bits");
        }
    }

    // The lowest byte of each entry of the table is what the block's last column holds there.
    private int readSymbols(int selectorCount, int end) throws UnreadableException {
        var table = this.table; // locals, as this is where the time goes
        var bytes = this.bytes;
        var front = this.front;
        var place = position;
        var count = 0;
        var run = 0;
        var weight = 1;
        for (var group = 0; group < selectorCount && place <= limit; group++) {
            var code = codes[selectors[group]];
            var shorts = code.shorts();
            for (var i = 0; i < GROUP; i++) {
                var window = Bits.window(bytes, place);
                int entry = shorts[(int) (window >>> 64 - PrefixCode.SHORT)];
                if (entry == 0) {
                    entry = code.longer(window);
                    if (entry == 0) {
                        position = place + PrefixCode.LONGEST;
                        throw unreadable("a block has bits that stand for no symbol");
                    }
                }
                place += entry & 31;
                var symbol = entry >>> 5;
                if (symbol <= 1) {
                    if (weight > Block.MOST) {
                        position = place;
                        throw unreadable("a block is longer than 900 kB");
                    }
                    run += weight << symbol;
                    weight <<= 1;
                    continue;
                }
                if (run + (symbol == end ? 0 : 1) > Block.MOST - count) {
                    position = place;
                    throw unreadable("a block is longer than 900 kB");
                }
                if (run > 0) {
                    Arrays.fill(table, count, count + run, front[0] & 255);
                    count += run;
                    run = 0;
                    weight = 1;
                }
                if (symbol == end) {
                    position = place;
                    return count;
                }
                var index = symbol - 1;
                var value = front[index];
                if (index < 12) {
                    for (var j = index; j > 0; j--) {
                        front[j] = front[j - 1];
                    }
                } else {
                    System.arraycopy(front, 0, front, 1, index);
                }
                front[0] = value;
                table[count++] = value & 255;
            }
        }
        position = place;
        throw unreadable("a block has more symbols than selectors");
    }

    // Each entry gets, above its byte, the place of the entry that follows it in the text.
    private void invert(int origin, Block into) throws UnreadableException {
        var table = this.table;
        var length = into.length;
        var starts = this.starts;
        Arrays.fill(starts, 0);
        for (var i = 0; i < length; i++) {
            starts[table[i] & 255]++;
        }
        var sum = 0;
        for (var i = 0; i < 256; i++) {
            var count = starts[i];
            starts[i] = sum;
            sum += count;
        }
        for (var i = 0; i < length; i++) {
            table[starts[table[i] & 255]++] |= i << 8;
        }
        write(table[origin], into);
    }

    private void write(int first, Block into) throws UnreadableException {
        var table = this.table;
        var bytes = into.bytes;
        var length = into.length;
        var crc = -1;
        var size = (long) length;
        var entry = first;
        var previous = -1;
        var equal = 0;
        for (var i = 0; i < length; i++) {
            entry = table[entry >>> 8];
            var value = entry & 255;
            bytes[i] = (byte) value;
            if (equal == 4) {
                into.countAt(i);
                for (var j = 0; j < value; j++) {
                    crc = crc << 8 ^ CRC[crc >>> 24 ^ previous];
                }
                size += value - 1;
                equal = 0;
                previous = -1;
                continue;
            }
            crc = crc << 8 ^ CRC[crc >>> 24 ^ value];
            equal = value == previous ? equal + 1 : 1;
            previous = value;
        }
        if (equal == 4) {
            throw unreadable("a block ends before it says how often a byte repeats");
        }
        into.crc = ~crc;
        into.size = size;
    }

    private int bits(int count) throws UnreadableException {
        if (position > limit) {
            throw unreadable("");
        }
        var found = Bits.at(bytes, position, count);
        position += count;
        return found;
    }

    private UnreadableException unreadable(String why) {
        return position > limit
                ? new UnreadableException(true, "the file ends within a block")
                : new UnreadableException(false, why);
    }

    private static int[] crcTable() {
        var table = new int[256];
        Arrays.setAll(
                table,
                value -> {
                    var crc = value << 24;
                    for (var i = 0; i < 8; i++) {
                        crc = crc < 0 ? crc << 1 ^ 0x04c11db7 : crc << 1;
                    }
                    return crc;
                });
        return table;
    }
}
