package org.civichopper.localcloud.socrata;

import java.util.Arrays;

/// Numbers of records in the order of their times; equal times keep the order of the records.
final class TimeOrder {

    private TimeOrder() {}

    /// @param count how many of the times there are
    static int[] of(long[] times, int count) {
        var sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        var taken = new int[count]; // at the first place of each time: how many stand there
        var order = new int[count];
        for (int row = 0; row < count; row++) {
            int first = first(sorted, times[row]);
            order[first + taken[first]] = row;
            taken[first]++;
        }
        return order;
    }

    private static int first(long[] sorted, long time) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
