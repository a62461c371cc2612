package org.civichopper.localcloud.courts;

import java.util.List;
import java.util.SplittableRandom;

/// Prose that looks like a court's from afar: words of uneven frequency, true newlines, quotes,
/// backslashes, and lines that begin like a record.
final class InventedText {

    private static final List<String> WORDS =
            List.of(
                    ("the of to and in that a court is for on by was not with as it defendant"
                                    + " plaintiff or be this at which from state evidence motion his district"
                                    + " case under trial law judgment order appeal section had no claim any"
                                    + " an have has were action would jury we record question held contract"
                                    + " statute may upon such counsel error affirmed testimony liability"
                                    + " petitioner negligence reasonable jurisdiction complaint damages"
                                    + " summary findings dismissed remanded conclude circumstances"
                                    + " supplemental discretion constitutional proceedings notwithstanding"
                                    + " F.3d U.S.C. Inc. id. supra § 1983 42 28 1291 397 410")
                            .split(" "));
    private static final List<String> NAMES =
            List.of("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel", "Ivy");

    private InventedText() {}

    static String caseName(SplittableRandom random) {
        return NAMES.get(random.nextInt(NAMES.size()))
                + " v. "
                + NAMES.get(random.nextInt(NAMES.size()))
                + " No. "
                + random.nextInt(10_000);
    }

    static String paragraphs(SplittableRandom random, int count) {
        var text = new StringBuilder();
        for (var number = 1; number <= count; number++) {
            switch (random.nextInt(20)) {
                case 0 -> text.append('"').append(number).append("\" as \\ the \"rule\" says\n");
                case 1 -> text.append("C:\\opinions\\").append(number).append("\\\n");
                default -> {}
            }
            sentence(text, random);
            text.append(number % 5 == 0 ? "\n\n" : "\n");
        }
        return text.toString();
    }

    // A product of two draws makes the first words the frequent ones.
    private static void sentence(StringBuilder text, SplittableRandom random) {
        var length = random.nextInt(8, 40);
        for (var word = 0; word < length; word++) {
            var draw = random.nextDouble() * random.nextDouble();
            text.append(WORDS.get((int) (draw * WORDS.size())))
                    .append(word == length - 1 ? '.' : ' ');
        }
    }
}
