package org.civichopper.bulk.read;

/// Which bytes Postgres takes for text: UTF-8 as Unicode has it, and no NUL.
public final class Utf8 {

    private Utf8() {}

    public static boolean isText(byte[] in, int from, int to) {
        var odd = 0;
        for (var at = from; at < to; at++) {
            odd |= in[at] | in[at] - 1; // negative for a NUL, and for what is not ASCII
        }
        return odd >= 0 || isOddText(in, from, to);
    }

    private static boolean isOddText(byte[] in, int from, int to) {
        var at = from;
        while (at < to) {
            if (in[at] > 0) {
                at++;
                continue;
            }
            var length = length(in, at, to);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    // Of the letter that begins there; 0 where none does.
    private static int length(byte[] in, int at, int to) {
        var first = in[at] & 0xff;
        var length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > to) {
            return 0;
        }
        for (var next = at + 1; next < at + length; next++) {
            if ((in[next] & 0xc0) != 0x80) {
                return 0;
            }
        }
        var second = in[at + 1] & 0xff;
        var isWrong =
                switch (first) {
                    case 0xe0 -> second < 0xa0; // longer than it needs to be
                    case 0xed -> second > 0x9f; // half of a pair of UTF-16
                    case 0xf0 -> second < 0x90;
                    case 0xf4 -> second > 0x8f; // beyond the last letter
                    default -> false;
                };
        return isWrong ? 0 : length;
    }
}
