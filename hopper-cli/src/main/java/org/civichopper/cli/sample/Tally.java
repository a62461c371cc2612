package org.civichopper.cli.sample;

/// How a roll call ended. The four add up to the chamber's seats.
record Tally(int yes, int no, int excused, int absent) {

    static Tally draw(Draws draws, int seats, boolean passed) {
        var excused = draws.between(0, seats / 15);
        var absent = draws.between(0, seats / 20);
        var present = seats - excused - absent;
        var minority = draws.between(0, (present - 1) / 2);
        return passed
                ? new Tally(present - minority, minority, excused, absent)
                : new Tally(minority, present - minority, excused, absent);
    }

    boolean passed() {
        return yes > no;
    }

    /// As in `H 3rd Reading:Passed 56-4-2-0-0`.
    @Override
    public String toString() {
        return "%d-%d-%d-%d-0".formatted(yes, no, excused, absent);
    }
}
