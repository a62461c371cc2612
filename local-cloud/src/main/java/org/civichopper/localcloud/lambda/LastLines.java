package org.civichopper.localcloud.lambda;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The end of what a process wrote.
final class LastLines {

    private static final int KEPT = 20;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
