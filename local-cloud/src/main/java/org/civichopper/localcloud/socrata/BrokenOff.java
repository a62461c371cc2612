package org.civichopper.localcloud.socrata;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A body that does not go on behind so many bytes, and does not end where it ends.
final class BrokenOff extends FilterOutputStream {

    private final Runnable there;
    private long left;

    /// @param there happens where it breaks off
    BrokenOff(OutputStream out, long bytes, Runnable there) {
        super(out);
        this.left = bytes;
        this.there = there;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int taken = (int) Math.min(left, length);
        out.write(bytes, from, taken);
        left -= taken;
        if (taken < length) {
            end();
        }
    }

    /// Where all was written, it breaks off here, instead of ending.
    void end() throws IOException {
        out.flush();
        there.run();
        throw new IOException("broken off, as ordered");
    }
}
