package org.civichopper.bulk.bzip2;

import java.util.Arrays;

/// One of a block's codes: which bits stand for which symbol.
final class PrefixCode {

    static final int LONGEST = 20;

    /// Most codes are no longer than this, and are found at once.
    static final int SHORT = 10;

    // An entry is a symbol and, in the lowest five bits, the length of its code; 0 is none.
    private final char[] shorts = new char[1 << SHORT];
    private final char[] ordered = new char[258];
    private final int[] first = new int[LONGEST + 1];
    private final int[] behind = new int[LONGEST + 1];
    private final int[] start = new int[LONGEST + 1];

    /// @return whether there can be such a code
    boolean build(byte[] lengths, int symbols) {
        Arrays.fill(shorts, (char) 0);
        var code = 0;
        var count = 0;
        for (var length = 1; length <= LONGEST; length++) {
            code <<= 1;
            first[length] = code;
            start[length] = count;
            for (var symbol = 0; symbol < symbols; symbol++) {
                if (lengths[symbol] == length) {
                    if (code >= 1 << length) {
                        return false;
                    }
                    var entry = (char) (symbol << 5 | length);
                    ordered[count++] = entry;
                    if (length <= SHORT) {
                        var from = code << SHORT - length;
                        Arrays.fill(shorts, from, from + (1 << SHORT - length), entry);
                    }
                    code++;
                }
            }
            behind[length] = code;
        }
        return true;
    }

    char[] shorts() {
        return shorts;
    }

    /// The entry of a code that is longer, or 0.
    int longer(long window) {
        for (var length = SHORT + 1; length <= LONGEST; length++) {
            var code = (int) (window >>> 64 - length);
            if (code < behind[length]) {
                return ordered[start[length] + code - first[length]];
            }
        }
        return 0;
    }
}
