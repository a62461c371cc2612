package org.civichopper.bulk.courtlistener;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts the bytes that come, and how long they are waited for.
final class Metered extends FilterInputStream {

    private volatile long bytes;
    private volatile long waited; // ns

    Metered(InputStream in) {
        super(in);
    }

    long bytes() {
        return bytes;
    }

    long waited() {
        return waited;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var began = System.nanoTime();
        var read = in.read(into, offset, length);
        waited += System.nanoTime() - began;
        bytes += Math.max(0, read);
        return read;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
