package org.civichopper.cli.page;

import java.util.LinkedHashMap;
import java.util.Map;

/// What was looked at last, and no more of it than that: an address costs nothing to make up.
final class Recent<K, V> extends LinkedHashMap<K, V> {

    private static final long serialVersionUID = 1;
    private static final float HALF_EMPTY = 0.75f;

    private final int most;

    Recent(int most) {
        super(most, HALF_EMPTY, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
