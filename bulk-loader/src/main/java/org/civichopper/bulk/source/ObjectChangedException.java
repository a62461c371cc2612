package org.civichopper.bulk.source;

import java.io.IOException;

/// The version of an object that was being read no longer stands: what was read of it cannot be
/// continued, and reading begins anew with the one that stands.
public final class ObjectChangedException extends IOException {

    private static final long serialVersionUID = 1L;

    public ObjectChangedException(String message) {
        super(message);
    }
}
