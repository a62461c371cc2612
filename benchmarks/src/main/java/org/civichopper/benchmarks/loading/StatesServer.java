package org.civichopper.benchmarks.loading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.civichopper.localcloud.openstates.InventedStates;
import org.civichopper.localcloud.openstates.LocalOpenStates;

/// An Open States in a process of its own, for as long as its input lasts. Each line of it makes
/// some bills change.
final class StatesServer {

    static final String CODE = "nc";
    static final String SESSION = "2025";

    private StatesServer() {}

    /// @param args how many bills there are, and how many change
    public static void main(String[] args) throws IOException {
        var bills = Integer.parseInt(args[0]);
        var changed = Integer.parseInt(args[1]);
        var invented = new InventedStates(1, bills, 2, 40, 1);
        try (var states = LocalOpenStates.start();
                var in =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            invented.fill(states, CODE);
            System.out.println(states.url());
            while (in.readLine() != null) {
                invented.edit(states, CODE, SESSION, changed);
                System.out.println();
            }
        }
    }
}
