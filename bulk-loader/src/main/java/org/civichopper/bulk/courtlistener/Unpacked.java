package org.civichopper.bulk.courtlistener;

import java.io.IOException;

/// The bytes that a part unpacks to, and those that follow it in its file.
interface Unpacked {

    /// Returns how many bytes of the part were read, or -1 when all of them are.
    int read(byte[] into, int offset, int length) throws IOException, InterruptedException;

    /// Once those are read: returns how many of what follows were, or -1 at the end of the file.
    int readBeyond(byte[] into, int offset, int length) throws IOException, InterruptedException;
}
