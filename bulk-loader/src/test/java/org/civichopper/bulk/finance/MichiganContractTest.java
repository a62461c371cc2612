package org.civichopper.bulk.finance;

import java.nio.file.Path;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finance.state.States;

class MichiganContractTest extends StateContract {

    @Override
    State state() {
        return States.find("mi").orElseThrow();
    }

    @Override
    Path sample() {
        return Capitol.sample("input/mi");
    }
}
