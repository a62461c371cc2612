package org.civichopper.bulk.bzip2;

import java.io.IOException;

/// A file is not what its packer wrote: flipped bits, an early end, or something behind the end.
public final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(long bit, String message) {
        super("bzip2 data is damaged at byte %d: %s".formatted(bit >>> 3, message));
    }
}
