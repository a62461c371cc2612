package org.civichopper.bulk.courtlistener.records;

import java.io.IOException;

/// A record is longer than Postgres can hold.
public final class RecordTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    RecordTooLongException(long offset, int most) {
        super(
                "byte %d of the decoded part: expected a record of at most %d bytes, found no end of it by then"
                        .formatted(offset, most));
    }
}
