package org.civichopper.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    private static final Amount TWO = Amount.seconds(2);
    private static final Amount FOUR = Amount.seconds(4);

    @Test
    void isHeldToTheLimitOfItsOwnRun() {
        var slow = Figure.against("import", FOUR, TWO, Target.atMostTimes(1.5));
        var fast = Figure.against("import", TWO, TWO, Target.atMostTimes(1.5));

        assertThat(slow.ratio()).contains(2.0);
        assertThat(slow.isMet()).contains(false);
        assertThat(fast.isMet()).contains(true);
    }

    @Test
    void isHeldToABoundWhereThereIsOneForAnyMachine() {
        assertThat(Figure.alone("tick", TWO, Target.atMost(FOUR)).isMet()).contains(true);
        assertThat(Figure.alone("tick", TWO, Target.atLeast(FOUR)).isMet()).contains(false);
    }

    @Test
    void thatOnlyInformsIsNeitherMetNorMissed() {
        assertThat(Figure.informs("rows", TWO).isMet()).isEmpty();
    }

    @Test
    void hasNoMoreDigitsThanMeanSomething() {
        assertThat(Amount.seconds(1.23456)).hasToString("1.23 s");
        assertThat(new Amount(12_345.6, "rows")).hasToString("12,346 rows");
        assertThat(new Amount(0, "")).hasToString("0");
    }

    @Test
    void isTheMedianOfItsRounds() throws Exception {
        var ours = List.of(9.0, 1.0, 3.0, 2.0).iterator();

        assertThat(Rounds.medians(3, ours::next)).containsExactly(2.0);
    }
}
