package org.civichopper.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintSetTest {

    @Test
    void knowsWhatItHasSeenAndNothingElse() {
        var set = new FingerprintSet();
        for (var each = 0; each < 100_000; each++) {
            assertThat(set.add("bill", each)).isTrue();
        }
        for (var each = 0; each < 100_000; each++) {
            assertThat(set.contains("bill", each)).isTrue();
            assertThat(set.contains("vote_event", each)).isFalse();
        }
        assertThat(set.add("bill", 7)).isFalse();
        assertThat(set.contains("bill7")).isFalse();
    }
}
