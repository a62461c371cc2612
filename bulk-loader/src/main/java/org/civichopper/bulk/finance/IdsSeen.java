package org.civichopper.bulk.finance;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.civichopper.bulk.run.LoadStopped;

/// Which ids have come, exactly. Those of digits and `_`, which nearly all are, are kept as
/// numbers: eight bytes each in tables that grow one by one, so that none has to be copied as a
/// whole.
final class IdsSeen {

    private static final int LONGEST = 17; // 12 to the 17th fits
    private static final int TABLES = 64;
    private static final int MOST_OTHERS = 1_000_000;

    private final long[][] tables = new long[TABLES][64];
    private final int[] sizes = new int[TABLES];
    private final Set<String> others = new HashSet<>();

    /// Whether it comes for the first time.
    boolean isNew(String id) {
        var number = number(id);
        if (number > 0) {
            return add(number);
        }
        if (others.size() == MOST_OTHERS) {
            throw new LoadStopped.Failed(
                    "expected ids of digits and _, found more than %,d others, the last one \"%s\""
                            .formatted(MOST_OTHERS, id));
        }
        return others.add(id);
    }

    // Each character is a digit of it from 1 to 11, so that no two ids have the same; -1 for
    // others.
    private static long number(String id) {
        if (id.length() > LONGEST) {
            return -1;
        }
        var number = 0L;
        for (var at = 0; at < id.length(); at++) {
            var character = id.charAt(at);
            if (character == '_') {
                number = number * 12 + 11;
            } else if (character >= '0' && character <= '9') {
                number = number * 12 + character - '0' + 1;
            } else {
                return -1;
            }
        }
        return number;
    }

    private boolean add(long number) {
        var spread = number * 0x9e3779b97f4a7c15L;
        var which = (int) (spread >>> 58);
        var table = tables[which];
        if (sizes[which] * 3 > table.length * 2) {
            table = grown(table);
            tables[which] = table;
        }
        if (!put(table, number)) {
            return false;
        }
        sizes[which]++;
        return true;
    }

    private static boolean put(long[] table, long number) {
        var spread = number * 0x9e3779b97f4a7c15L;
        var at = (int) (spread >>> 20) & table.length - 1;
        while (table[at] != 0) {
            if (table[at] == number) {
                return false;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = number;
        return true;
    }

    private static long[] grown(long[] table) {
        var larger = new long[2 * table.length];
        Arrays.stream(table).filter(number -> number != 0).forEach(number -> put(larger, number));
        return larger;
    }
}
