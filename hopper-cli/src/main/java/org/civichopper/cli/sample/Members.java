package org.civichopper.cli.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Who sits in each chamber: as many invented people as it has seats, each name once.
final class Members {

    private final Map<String, List<String>> byChamber = new HashMap<>();

    Members(long seed, Legislature legislature) {
        var draws = new Draws(seed, "members", 0);
        var numbers =
                draws.shuffled(IntStream.range(0, Words.surnames()).boxed().toList()).iterator();
        for (var chamber : legislature.chambers()) {
            var names = new ArrayList<String>();
            for (var seat = 0; seat < chamber.seats(); seat++) {
                names.add(Words.person(draws, numbers.next()));
            }
            // A roll is called by last name.
            names.sort(Comparator.comparing(name -> name.substring(name.indexOf(' '))));
            byChamber.put(chamber.classification(), List.copyOf(names));
        }
    }

    List<String> of(Chamber chamber) {
        return byChamber.get(chamber.classification());
    }
}
