package org.civichopper.bulk.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Ends what unpacks to more than any text does: tables of text come to a tenth, and what repeats
/// itself without end is no table.
public final class Bounded extends FilterInputStream {

    static final long ALWAYS = 64L << 20; // bytes
    static final long MOST_TIMES = 600; // the size that it is packed in

    private final long most;
    private final String name;
    private long came;

    /// @param packed bytes that all of it is packed in
    public Bounded(String name, InputStream in, long packed) {
        super(in);
        this.name = name;
        this.most = Math.max(ALWAYS, packed * MOST_TIMES);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        came += Math.max(0, read);
        if (came > most) {
            throw new IOException(
                    "%s: expected at most %d times its packed size, found more"
                            .formatted(name, MOST_TIMES));
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
