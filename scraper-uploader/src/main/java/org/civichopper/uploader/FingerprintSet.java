package org.civichopper.uploader;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What was seen before, eight bytes each: a scrape may hold a million files, and their names would
/// not fit. Of a million entries two share a fingerprint once in thirty million scrapes.
final class FingerprintSet {

    private static final int FIRST_SIZE = 1 << 10;

    private long[] slots = new long[FIRST_SIZE]; // 0 is a free one
    private int size;

    /// Returns whether it is new.
    synchronized boolean add(Object... parts) {
        if (size * 2 >= slots.length) {
            grow();
        }
        return put(fingerprint(parts));
    }

    synchronized boolean contains(Object... parts) {
        var print = fingerprint(parts);
        return slots[slot(print)] == print;
    }

    synchronized int size() {
        return size;
    }

    private boolean put(long print) {
        var slot = slot(print);
        if (slots[slot] == print) {
            return false;
        }
        slots[slot] = print;
        size++;
        return true;
    }

    private int slot(long print) {
        var slot = (int) print & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != print) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        var before = slots;
        slots = new long[before.length * 2];
        size = 0;
        for (var print : before) {
            if (print != 0) {
                put(print);
            }
        }
    }

    private static long fingerprint(Object... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            var print = ByteBuffer.wrap(digest.digest()).getLong();
            return print == 0 ? 1 : print;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
