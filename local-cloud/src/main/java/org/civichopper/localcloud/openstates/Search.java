package org.civichopper.localcloud.openstates;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a request finds, before it is divided into pages.
record Search(Records records) {

    List<Kept> found(Asked asked, Kind kind) {
        return switch (kind) {
            case JURISDICTION -> jurisdictions(asked.parameter("classification"));
            case PERSON -> people(asked);
            case COMMITTEE -> committees(asked.parameter("jurisdiction"));
            case BILL -> bills(asked);
        };
    }

    private List<Kept> jurisdictions(String classification) {
        return records.list(Kind.JURISDICTION).stream()
                .filter(kept ->
                        classification.isEmpty()
                                || kept.place().classification().equals(classification))
                .toList();
    }

    private List<Kept> people(Asked asked) {
        var jurisdiction = asked.parameter("jurisdiction");
        var name = asked.parameter("name").toLowerCase(Locale.ROOT);
        var ids = asked.parameters("id");
        if (jurisdiction.isEmpty() && name.isEmpty() && ids.isEmpty()) {
            throw new Refusal(400, "either 'jurisdiction', 'name', or 'id' is required");
        }
        var owner = jurisdiction(jurisdiction).orElse("");
        return records.list(Kind.PERSON).stream()
                .filter(kept ->
                        jurisdiction.isEmpty()
                                || kept.place().current() && kept.place().owner().equals(owner))
                .filter(kept -> kept.place().name().toLowerCase(Locale.ROOT).contains(name))
                .filter(kept -> ids.isEmpty() || ids.contains(kept.place().id()))
                .toList();
    }

    private List<Kept> committees(String jurisdiction) {
        var owner = jurisdiction(jurisdiction);
        return records.list(Kind.COMMITTEE).stream()
                .filter(kept -> owner.isPresent())
                .filter(kept -> records.jurisdiction(kept.place()).equals(owner))
                .toList();
    }

    private List<Kept> bills(Asked asked) {
        var jurisdiction = asked.parameter("jurisdiction");
        var session = asked.parameter("session");
        var words = asked.parameter("q").toLowerCase(Locale.ROOT);
        if (!session.isEmpty() && jurisdiction.isEmpty()) {
            throw new Refusal(
                    400, "filtering by session requires a jurisdiction parameter as well");
        }
        if (jurisdiction.isEmpty() && words.isEmpty()) {
            throw new Refusal(400, "either 'jurisdiction' or 'q' required");
        }
        var all =
                jurisdiction.isEmpty()
                        ? records.list(Kind.BILL)
                        : records.bills(jurisdiction(jurisdiction).orElse(""), session);
        var since = asked.parameter("updated_since");
        if (!since.isEmpty()) {
            var first = Question.time(since);
            all = all.stream().dropWhile(kept -> kept.place().changed().isBefore(first)).toList();
        }
        return words.isEmpty()
                ? all
                : all.stream()
                        .filter(kept ->
                                kept.place().name().toLowerCase(Locale.ROOT).contains(words))
                        .toList();
    }

    /// The id of the one that is called so, by two letters, its id, or, if it is a state, its name.
    Optional<String> jurisdiction(String called) {
        var all = records.list(Kind.JURISDICTION).stream().map(Kept::place);
        Stream<Place> meant;
        if (called.length() == 2) {
            var letters = called.toLowerCase(Locale.ROOT);
            var government =
                    letters.equals("us") ? "country:us/government" : ":" + letters + "/government";
            meant = all.filter(place -> place.id().endsWith(government));
        } else if (called.startsWith("ocd-jurisdiction")) {
            meant = all.filter(place -> place.id().equals(called));
        } else {
            meant =
                    all.filter(place -> place.name().equals(called))
                            .filter(place -> place.classification().equals("state"));
        }
        return meant.map(Place::id).findFirst();
    }
}
