package org.civichopper.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures several things in turn, over and over, so that whatever else the machine does meets all
/// of them alike.
public final class Rounds {

    /// Does something once and says what it took, or brought.
    public interface Measured {

        double take() throws Exception;
    }

    private Rounds() {}

    /// The median of each. A first round only warms up.
    ///
    /// @throws Exception what one of them threw
    public static double[] medians(int repetitions, Measured... measured) throws Exception {
        for (var each : measured) {
            each.take();
        }
        return cold(repetitions, measured);
    }

    /// The median of each, with the first round counted.
    ///
    /// @throws Exception what one of them threw
    public static double[] cold(int repetitions, Measured... measured) throws Exception {
        var found = new ArrayList<List<Double>>();
        Arrays.stream(measured).forEach(_ -> found.add(new ArrayList<>()));
        for (int round = 0; round < repetitions; round++) {
            for (int i = 0; i < measured.length; i++) {
                found.get(i).add(measured[i].take());
            }
        }
        return found.stream().mapToDouble(Rounds::median).toArray();
    }

    /// The middle one; of an even number, the mean of the two in the middle.
    public static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
