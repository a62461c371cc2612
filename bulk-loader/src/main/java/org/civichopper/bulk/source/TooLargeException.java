package org.civichopper.bulk.source;

import java.io.IOException;

/// An answer is larger than fits in memory.
public final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1L;

    TooLargeException(long most) {
        super("expected at most %d bytes, found more".formatted(most));
    }
}
