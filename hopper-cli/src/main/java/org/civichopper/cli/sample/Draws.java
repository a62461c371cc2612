package org.civichopper.cli.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The made-up choices for one thing, for example bill 12. Each thing has draws of its own, so that
/// a vote can look at its bill without anyone keeping the bill.
final class Draws {

    // The algorithm of java.util.Random is part of its specification: the same on every Java.
    private final Random random;

    Draws(long seed, String what, int index) {
        this.random = new Random(mix(mix(seed + what.hashCode()) + index));
    }

    /// From `least` to `most`, both included.
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    long number() {
        return random.nextLong();
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /// So many different ones, or all there are.
    <T> List<T> pick(List<T> choices, int count) {
        return shuffled(choices).subList(0, Math.min(count, choices.size()));
    }

    <T> List<T> shuffled(List<T> choices) {
        var copy = new ArrayList<>(choices);
        Collections.shuffle(copy, random);
        return copy;
    }

    // Neighbouring seeds would otherwise begin with neighbouring numbers.
    private static long mix(long value) {
        var mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
