package org.civichopper.bulk.finance;

import java.nio.file.Path;
import org.civichopper.bulk.finance.state.Arcadia;
import org.civichopper.bulk.finance.state.State;

/// A state that is not in the list: one class is all it takes.
class ArcadiaContractTest extends StateContract {

    @Override
    State state() {
        return new Arcadia();
    }

    @Override
    Path sample() {
        return Capitol.sample("arcadia");
    }
}
