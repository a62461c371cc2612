package org.civichopper.bulk.finance;

import java.nio.file.Path;
import org.civichopper.bulk.finance.state.State;
import org.civichopper.bulk.finance.state.States;

class TexasContractTest extends StateContract {

    @Override
    State state() {
        return States.find("tx").orElseThrow();
    }

    @Override
    Path sample() {
        return Capitol.sample("input/tx");
    }
}
