package org.civichopper.uploader;

import java.util.ArrayList;
import java.util.List;

/// Gathers stored documents until a batch is full. Whoever fills it sends it.
final class Outbox {

    private List<StoredDocument> waiting = new ArrayList<>();

    /// Returns the full batch, or nothing yet.
    synchronized List<StoredDocument> add(StoredDocument document) {
        waiting.add(document);
        return waiting.size() < DocumentQueue.BATCH ? List.of() : rest();
    }

    synchronized List<StoredDocument> rest() {
        var batch = waiting;
        waiting = new ArrayList<>();
        return batch;
    }
}
