package org.civichopper.bulk.openstates.zip;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/// A member whose bytes are those that were packed, which is known at its end.
final class Proved extends FilterInputStream {

    private final String name;
    private final long expected;
    private final CRC32 found = new CRC32();

    Proved(String name, InputStream in, long crc) {
        super(in);
        this.name = name;
        this.expected = crc;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var read = super.read(bytes, offset, length);
        if (read > 0) {
            found.update(bytes, offset, read);
        } else if (read < 0 && found.getValue() != expected) {
            throw new IOException(
                    "%s: expected bytes with CRC %08x, found %08x"
                            .formatted(name, expected, found.getValue()));
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }
}
