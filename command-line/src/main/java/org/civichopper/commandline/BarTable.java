package org.civichopper.commandline;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/// Bars below each other, with words that say what fits: on a narrow terminal less than on a wide
/// one.
///
/// @param width of the terminal, whose last column stays free: writing there may begin a line
record BarTable(int width) {

    private static final String GAP = "  ";
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 8;

    private static final List<List<Function<Reading, String>>> RICHEST_FIRST =
            List.of(
                    List.of(
                            Reading::percent,
                            Reading::amountOfTotal,
                            Reading::rate,
                            Reading::timeLeft,
                            Reading::besides,
                            Reading::note),
                    List.of(
                            Reading::percent,
                            Reading::amountOfTotal,
                            Reading::rate,
                            Reading::timeLeft,
                            Reading::note),
                    List.of(
                            Reading::percent,
                            Reading::amount,
                            Reading::rate,
                            Reading::timeLeft,
                            Reading::besides),
                    List.of(Reading::percent, Reading::amount, Reading::rate, Reading::timeLeft),
                    List.of(Reading::percent, Reading::amount, Reading::timeLeft),
                    List.of(Reading::percent, Reading::timeLeft));

    List<String> lines(List<Reading> readings) {
        var names = readings.stream().map(each -> Screen.cut(each.name(), width / 4)).toList();
        var namesWidth = widest(names);
        var room = width - 1 - namesWidth;
        var columns =
                RICHEST_FIRST.stream()
                        .map(words -> columns(words, readings))
                        .filter(each -> room - width(each) >= GAP.length() + SHORTEST_BAR)
                        .findFirst()
                        .orElse(List.of());
        var barWidth = Math.min(LONGEST_BAR, room - width(columns) - GAP.length());
        var lines = new ArrayList<String>();
        for (var row = 0; row < readings.size(); row++) {
            var line = new StringBuilder(names.get(row)).append(blank(names.get(row), namesWidth));
            if (readings.stream().anyMatch(each -> each.share().isPresent())) {
                line.append(GAP).append(bar(readings.get(row).share(), barWidth));
            }
            for (var column : columns) {
                var word = column.get(row);
                line.append(GAP).append(blank(word, widest(column))).append(word);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    // Without those that have nothing to say.
    private static List<List<String>> columns(
            List<Function<Reading, String>> words, List<Reading> readings) {
        return words.stream()
                .map(word -> readings.stream().map(word).toList())
                .filter(column -> widest(column) > 0)
                .toList();
    }

    private static int width(List<List<String>> columns) {
        return columns.stream().mapToInt(column -> GAP.length() + widest(column)).sum();
    }

    private static int widest(List<String> words) {
        return words.stream().mapToInt(BarTable::length).max().orElse(0);
    }

    private static int length(String word) {
        return word.codePointCount(0, word.length());
    }

    private static String blank(String word, int columns) {
        return " ".repeat(columns - length(word));
    }

    private static String bar(OptionalDouble share, int columns) {
        if (share.isEmpty()) {
            return " ".repeat(columns);
        }
        var filled = (int) (share.getAsDouble() * (columns - 2));
        return "[" + "#".repeat(filled) + ".".repeat(columns - 2 - filled) + "]";
    }
}
