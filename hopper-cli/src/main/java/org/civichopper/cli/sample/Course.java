package org.civichopper.cli.sample;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way of one bill through a legislature, step by step, up to where it stands now.
final class Course {

    private final Draws draws;
    private final List<Action> actions = new ArrayList<>();
    private LocalDateTime now;

    private Course(Draws draws) {
        this.draws = draws;
        var opening = Session.START.plusDays(draws.between(0, 20));
        this.now = opening.atTime(LocalTime.of(15, draws.between(0, 59), draws.between(0, 59)));
    }

    static List<Action> of(Draws draws, Legislature legislature, Chamber origin) {
        // Most bills stop on the way.
        var steps = draws.chance(10) ? Integer.MAX_VALUE : draws.between(4, 15);
        var course = new Course(draws);
        course.walk(legislature, origin);
        return List.copyOf(course.actions.subList(0, Math.min(steps, course.actions.size())));
    }

    private void walk(Legislature legislature, Chamber origin) {
        step(origin, "Bill Number Assigned");
        if (!chamber(origin)) {
            return;
        }
        var second = legislature.after(origin);
        if (second.isPresent()) {
            if (!chamber(second.get())) {
                return;
            }
            step(origin, origin.letter() + " Received for Concurrence", "receipt");
            var concurred = Tally.draw(draws, origin.seats(), true);
            vote(origin, origin.letter() + " Concur:Passed " + concurred, concurred, "concurrence");
        }
        step(origin, "Assigned Number " + origin.letter() + "EA No. %04d", "enrolled");
        step("executive", "Sent to the Governor", "executive-receipt");
        step("executive", "Governor Signed", "executive-signature");
        step("executive", "Assigned Chapter Number %d", "became-law");
    }

    /// Returns whether the bill left the chamber alive.
    private boolean chamber(Chamber chamber) {
        var letter = chamber.letter() + " ";
        var committee = draws.pick(Words.COMMITTEES);
        step(chamber, letter + "Received for Introduction", "filing");
        committee(
                chamber,
                letter + "Introduced and Referred to " + committee,
                committee,
                "introduction",
                "referral-committee");
        committee(
                chamber,
                committee + ":Recommend Do Pass " + new Tally(draws.between(5, 9), 2, 0, 0),
                committee,
                "committee-passage-favorable");
        step(chamber, letter + "Placed on General File");
        step(chamber, letter + "COW:Passed", "committee-passage-favorable");
        step(chamber, letter + "2nd Reading:Passed", "reading-2");
        var tally = Tally.draw(draws, chamber.seats(), draws.chance(92));
        var result = letter + "3rd Reading:" + (tally.passed() ? "Passed " : "Failed ") + tally;
        vote(chamber, result, tally, tally.passed() ? "passage" : "failure", "reading-3");
        return tally.passed();
    }

    private void step(Chamber chamber, String description, String... classification) {
        step(chamber.classification(), description, classification);
    }

    private void step(String organization, String description, String... classification) {
        add(
                organization,
                description.formatted(draws.between(1, 300)),
                Optional.empty(),
                Optional.empty(),
                classification);
    }

    private void committee(
            Chamber chamber, String description, String committee, String... classification) {
        add(
                chamber.classification(),
                description,
                Optional.of(committee),
                Optional.empty(),
                classification);
    }

    private void vote(Chamber chamber, String description, Tally tally, String... classification) {
        add(
                chamber.classification(),
                description,
                Optional.empty(),
                Optional.of(tally),
                classification);
    }

    private void add(
            String organization,
            String description,
            Optional<String> committee,
            Optional<Tally> tally,
            String... classification) {
        actions.add(
                new Action(
                        description, now, organization, List.of(classification), committee, tally));
        now = now.plusDays(draws.between(0, 5)).plusSeconds(draws.between(30, 5_000));
    }
}
