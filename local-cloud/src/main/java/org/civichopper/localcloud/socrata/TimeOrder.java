package org.civichopper.localcloud.socrata;

import java.util.Arrays;

/// Numbers of records in the order of their times; equal times keep the order of the records.
final class TimeOrder {

    private TimeOrder() {}

    /// @param count how many of the times there are
    static int[] of(long[] times, int count) {
        var distinct = Arrays.copyOf(times, count);
        Arrays.sort(distinct);
        var next = new int[count]; // where the next record of each distinct time stands
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || distinct[i] != distinct[i - 1]) {
                distinct[found] = distinct[i];
                next[found] = i;
                found++;
            }
        }
        var order = new int[count];
        for (int row = 0; row < count; row++) {
            int at = Arrays.binarySearch(distinct, 0, found, times[row]);
            order[next[at]] = row;
            next[at]++;
        }
        return order;
    }
}
