package org.civichopper.bulk.finance.state;

import java.util.List;
import java.util.Optional;

/// All states that can be loaded: one that is added has its class beside these, and its place here.
public final class States {

    public static final List<State> ALL = List.of(new Texas(), new Michigan());

    private States() {}

    public static Optional<State> find(String code) {
        return ALL.stream().filter(state -> state.code().equals(code)).findFirst();
    }
}
