package org.civichopper.localcloud.courts;

import java.util.SplittableRandom;

/// Writes records as the publisher's COPY does: every value in quotes, NULL as nothing, `"` and `\`
/// behind a `\`.
final class Fields {

    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    Fields number(long value) {
        return text(Long.toString(value));
    }

    Fields text(String value) {
        none();
        text.append('"');
        for (var at = 0; at < value.length(); at++) {
            var letter = value.charAt(at);
            if (letter == '"' || letter == '\\') {
                text.append('\\');
            }
            text.append(letter);
        }
        text.append('"');
        return this;
    }

    Fields none() {
        if (!first) {
            text.append(',');
        }
        first = false;
        return this;
    }

    Fields day(SplittableRandom random) {
        return text(
                "%04d-%02d-%02d"
                        .formatted(
                                random.nextInt(1950, 2026),
                                random.nextInt(1, 13),
                                random.nextInt(1, 29)));
    }

    Fields time(SplittableRandom random) {
        return text(
                "20%02d-%02d-%02d %02d:%02d:%02d.%06d+00"
                        .formatted(
                                random.nextInt(10, 26),
                                random.nextInt(1, 13),
                                random.nextInt(1, 29),
                                random.nextInt(24),
                                random.nextInt(60),
                                random.nextInt(60),
                                random.nextInt(1_000_000)));
    }

    /// The record with its newline; the next one begins.
    String end() {
        var record = text.append('\n').toString();
        text.setLength(0);
        first = true;
        return record;
    }
}
