package org.civichopper.uploader;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.civichopper.model.wire.ObjectKey;

/// Counts what became of each document, and tells whoever listens.
final class LiveScore {

    private final UploadListener listener;
    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
    private final LongAdder already = new LongAdder();
    private final LongAdder failed = new LongAdder();

    LiveScore(UploadListener listener) {
        this.listener = listener;
    }

    void sent(ObjectKey key, long bytes) {
        sent.computeIfAbsent(key.kind(), _ -> new LongAdder()).increment();
        listener.sent(key, bytes);
    }

    void already(ObjectKey key) {
        already.increment();
        listener.already(key);
    }

    void failed(Path file, String reason) {
        failed.increment();
        listener.failed(file, reason);
    }

    Map<String, Long> sent() {
        var counts = new TreeMap<String, Long>();
        sent.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    long already() {
        return already.sum();
    }

    long failed() {
        return failed.sum();
    }
}
