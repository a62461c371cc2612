package org.civichopper.bulk.courtlistener;

import java.util.Optional;
import org.civichopper.bulk.ledger.LoadCounts;
import org.civichopper.bulk.source.PoliteClient;

/// What was asked of the source and came of it since it was last counted. A folder is asked
/// nothing.
final class Traffic {

    private final Optional<PoliteClient> client;
    private long requests;
    private long bytes;

    Traffic(Optional<PoliteClient> client) {
        this.client = client;
    }

    synchronized LoadCounts since() {
        var allRequests = client.map(PoliteClient::requests).orElse(0L);
        var allBytes = client.map(PoliteClient::bytes).orElse(0L);
        var since = LoadCounts.read(0, 0, allBytes - bytes, allRequests - requests);
        requests = allRequests;
        bytes = allBytes;
        return since;
    }
}
