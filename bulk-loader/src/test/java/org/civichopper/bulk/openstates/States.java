package org.civichopper.bulk.openstates;

import java.util.ArrayList;
import java.util.List;
import org.civichopper.bulk.LoadedDatabase;
import org.civichopper.localcloud.LocalPostgres;
import org.civichopper.localcloud.openstates.Asked;
import org.civichopper.localcloud.openstates.InventedStates;
import org.civichopper.localcloud.openstates.Kind;
import org.civichopper.localcloud.openstates.LocalOpenStates;

/// An API with invented states and a database of its own, and the commands that bring the one into
/// the other. The key is in the environment of the tests.
final class States extends LoadedDatabase {

    static final String NC = "ocd-jurisdiction/country:us/state:nc/government";

    /// Of North Carolina, with 45 bills, which are three pages.
    static final String SESSION = "2025";

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();

    final LocalOpenStates api;

    private States(LocalOpenStates api) {
        super(POSTGRES, "states");
        this.api = api;
    }

    /// An API that holds nothing yet.
    static States empty() {
        return new States(LocalOpenStates.start());
    }

    /// North Carolina with its people, committees and bills.
    static States ofNorthCarolina() {
        var states = empty();
        InventedStates.small(7).fill(states.api, "nc");
        return states;
    }

    /// The ids of the session's bills, the oldest change first.
    List<String> bills() {
        return api.bills(NC, SESSION);
    }

    /// How often a list was asked for.
    long asked(Kind kind) {
        return api.asked().stream().filter(Asked.list(kind)).count();
    }

    /// `hopper load openstates …` with a key that has no limits.
    Ran load(String... arguments) {
        var all = new ArrayList<>(List.of("load", "openstates"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--requests-per-minute", "600000", "--requests-per-day", "1000000000"));
        return run(all);
    }

    /// The same with the limits that the arguments say.
    Ran loadWithin(String... arguments) {
        var all = new ArrayList<>(List.of("load", "openstates"));
        all.addAll(List.of(arguments));
        return run(all);
    }

    /// `hopper load openstates bills` of the session.
    Ran loadBills(String... arguments) {
        var all = new ArrayList<>(List.of("bills", "--jurisdiction", "nc", "--session", SESSION));
        all.addAll(List.of(arguments));
        return load(all.toArray(String[]::new));
    }

    private Ran run(List<String> arguments) {
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--source", api.url(), "--json"));
        return hopper(all.toArray(String[]::new));
    }

    @Override
    public void close() {
        api.close();
    }
}
