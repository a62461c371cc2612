package org.civichopper.bulk.bzip2;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/// Makes packed files, sound and strange ones, and reads them by parts.
public final class Packing {

    private Packing() {}

    public static byte[] pack(byte[] text, int level) {
        var out = new ByteArrayOutputStream();
        try (var packer = new BZip2CompressorOutputStream(out, level)) {
            packer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory takes it
        }
        return out.toByteArray();
    }

    public static byte[] joined(byte[]... pieces) {
        var out = new ByteArrayOutputStream();
        for (var piece : pieces) {
            out.writeBytes(piece);
        }
        return out.toByteArray();
    }

    /// Text of few letters with blanks, newlines and runs.
    public static byte[] text(RandomGenerator random, int length) {
        var text = new byte[length];
        for (var at = 0; at < length; ) {
            var run = random.nextInt(50) == 0 ? 1 + random.nextInt(100) : 1;
            var letter = "etaoin shrdlu\n".charAt(random.nextInt(14));
            for (var end = Math.min(length, at + run); at < end; at++) {
                text[at] = (byte) letter;
            }
        }
        return text;
    }

    /// The stream with bits added to the selectors of its first block: more of them than the block
    /// has groups, which counts for nothing. Thus any bits with no more than five ones in a row can
    /// stand inside a sound block; its text must be long enough for six codes.
    static byte[] planted(byte[] stream, String bits) {
        var all = new StringBuilder();
        for (var value : stream) {
            all.append(Integer.toBinaryString(value & 255 | 256), 1, 9);
        }
        var used = 32 + 48 + 32 + 1 + 24;
        var ranges = all.substring(used, used + 16).replace("0", "").length();
        var at = used + 16 + ranges * 16;
        var codes = Integer.parseInt(all.substring(at, at + 3), 2);
        var count = Integer.parseInt(all.substring(at + 3, at + 18), 2);
        if (codes != 6) {
            throw new IllegalArgumentException("expected six codes, found " + codes);
        }
        var more = bits.replace("1", "").length();
        all.replace(at + 3, at + 18, Integer.toBinaryString(count + more | 1 << 15).substring(1));
        var end = at + 18;
        for (var i = 0; i < count; i++) {
            end = all.indexOf("0", end) + 1;
        }
        all.insert(end, bits);
        // the padding of the stream changes with its length
        var last = all.lastIndexOf(binary(0x177245385090L)) + 80;
        all.setLength(last);
        all.append("0".repeat(-last & 7));
        var planted = new byte[all.length() / 8];
        for (var i = 0; i < planted.length; i++) {
            planted[i] = (byte) Integer.parseInt(all.substring(i * 8, i * 8 + 8), 2);
        }
        return planted;
    }

    static String binary(long magic) {
        return Long.toBinaryString(magic | 1L << 48).substring(1);
    }

    /// What the parts of a file say, read one after another.
    record Whole(byte[] text, List<PartProof> proofs) {}

    /// Reads a file in the parts between these bytes, and proves it.
    static Whole read(byte[] packed, long... cuts) throws IOException, InterruptedException {
        var text = new ByteArrayOutputStream();
        var proofs = new ArrayList<PartProof>();
        var buffer = new byte[1 << 16];
        for (var i = 0; i <= cuts.length; i++) {
            var from = i == 0 ? 0 : cuts[i - 1];
            var to = i == cuts.length ? packed.length : cuts[i];
            try (var part = part(packed, from, to)) {
                for (int count; (count = part.read(buffer, 0, buffer.length)) >= 0; ) {
                    text.write(buffer, 0, count);
                }
                proofs.add(part.proof());
            }
        }
        PartProof.check(proofs, packed.length);
        return new Whole(text.toByteArray(), proofs);
    }

    public static Bzip2Part part(byte[] packed, long from, long to) {
        var in = new ByteArrayInputStream(packed, (int) from, (int) (packed.length - from));
        return new Bzip2Part(in, from, to, 2);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
