package org.civichopper.bulk.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Whole answers, for tests of what reads them.
public final class Bodies {

    private Bodies() {}

    /// @param piece bytes of each of its pieces
    public static Body of(byte[] bytes, int piece) {
        try {
            return Body.read(new ByteArrayInputStream(bytes), Long.MAX_VALUE, new Body.Free(piece));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
