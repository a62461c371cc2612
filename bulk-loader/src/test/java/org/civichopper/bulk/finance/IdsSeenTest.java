package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdsSeenTest {

    @Test
    void everyIdIsNewOnceHoweverMuchItLooksLikeAnother() {
        var ids = new IdsSeen();
        for (var id :
                List.of(
                        "1",
                        "01",
                        "1_",
                        "_1",
                        "1_1",
                        "11",
                        "0",
                        "00",
                        "_",
                        "99999999999999999",
                        "999999999999999999",
                        "99999999999999999_",
                        "a",
                        "A")) {
            assertThat(ids.isNew(id)).as(id).isTrue();
            assertThat(ids.isNew(id)).as(id).isFalse();
        }
    }

    @Test
    void manyAreKeptApart() {
        var ids = new IdsSeen();
        for (var number = 0; number < 200_000; number++) {
            assertThat(ids.isNew("480010_" + number + "_1")).isTrue();
        }
        for (var number = 0; number < 200_000; number++) {
            assertThat(ids.isNew("480010_" + number + "_1")).isFalse();
        }
    }
}
