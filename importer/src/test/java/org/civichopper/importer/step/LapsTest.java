package org.civichopper.importer.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class LapsTest {

    private final ArrayList<Step> heard = new ArrayList<>();
    private final Laps laps = new Laps(heard::add);

    @Test
    void everyStepIsNamedOnceInTheOrderOfTheWayHoweverOftenItIsReached() {
        laps.begin();
        laps.reached(Step.RECEIVED);
        laps.reached(Step.SET_ASIDE);
        laps.reached(Step.FETCHED);
        laps.reached(Step.FETCHED);

        assertThat(laps.times().keySet())
                .containsExactly(Step.RECEIVED, Step.FETCHED, Step.SET_ASIDE);
    }

    @Test
    void aNewBatchBeginsWithNothing() {
        laps.reached(Step.RECEIVED);
        laps.begin();

        assertThat(laps.times()).isEmpty();
    }

    @Test
    void whoWatchesHearsOfEachStep() {
        laps.reached(Step.RECEIVED);
        laps.reached(Step.READ);

        assertThat(heard).containsExactly(Step.RECEIVED, Step.READ);
    }
}
