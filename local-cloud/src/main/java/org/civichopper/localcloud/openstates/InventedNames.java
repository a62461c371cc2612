package org.civichopper.localcloud.openstates;

import java.util.List;
import java.util.SplittableRandom;

/// Names of people who never stood for anything, and what their acts are about.
final class InventedNames {

    private static final List<String> GIVEN =
            List.of(
                    ("Ada Bo Cy Di Ed Flo Gus Hal Ike Joy Kit Liv Max Nan Otto Pia Quin Rae Sol Tess"
                                    + " Uma Vic Wyn Zoë")
                            .split(" "));
    private static final List<String> FAMILY =
            List.of(
                    ("Brook Dale Fern Field Ford Glen Heath Hill Lake Marsh Moss O'Fern Peak Reed Ríos"
                                    + " Shore Thorn Vale Wood Ångström")
                            .split(" "));
    private static final List<String> TOPICS =
            List.of(
                    "Bridges",
                    "Ferries",
                    "Libraries",
                    "Orchards",
                    "Schools",
                    "Water",
                    "Clocks",
                    "Bees");

    private InventedNames() {}

    static String given(int number) {
        return GIVEN.get(number % GIVEN.size());
    }

    /// After all families the same ones come again with a number.
    static String family(int number) {
        int round = number / FAMILY.size();
        return FAMILY.get(number * 7 % FAMILY.size())
                + (round == 0 ? "" : " " + "I".repeat(round % 4 + 1));
    }

    static String topic(SplittableRandom random) {
        return TOPICS.get(random.nextInt(TOPICS.size()));
    }

    /// What an act is called; some have quotes, a backslash, a line end or letters from far away.
    static String title(int number, SplittableRandom random) {
        var topic = topic(random);
        return switch (number % 10) {
            case 3 -> "An act, \"number %d\", — relating to %s".formatted(number, topic);
            case 5 -> "An act on %s,\nas amended\tby §%d".formatted(topic, number);
            case 7 -> "Una ley sobre %s — ñandú, 水, \uD83D\uDC1D".formatted(topic);
            case 9 -> "An act to repeal C:\\%s\\%d; it's time".formatted(topic, number);
            default -> "An act relating to %s, number %d".formatted(topic, number);
        };
    }
}
