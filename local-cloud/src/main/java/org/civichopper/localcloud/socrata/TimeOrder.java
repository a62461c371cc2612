package org.civichopper.localcloud.socrata;

import java.util.Arrays;

/// Numbers of records in the order of their times; equal times keep the order of the records.
final class TimeOrder {

    private TimeOrder() {}

    static int[] of(long[] times) {
        var sorted = times.clone();
        Arrays.sort(sorted);
        var taken = new int[times.length]; // at the first place of each time: how many stand there
        var order = new int[times.length];
        for (int row = 0; row < times.length; row++) {
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
