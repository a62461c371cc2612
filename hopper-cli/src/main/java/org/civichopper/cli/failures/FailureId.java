package org.civichopper.cli.failures;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a person calls a failure, short enough to type.
public sealed interface FailureId {

    /// A row of `hopper.rejected`, as `r12`.
    record Rejection(long number) implements FailureId {
        @Override
        public String toString() {
            return "r" + number;
        }
    }

    /// A row of `hopper.failed`, as `f3`.
    record Failing(long number) implements FailureId {
        @Override
        public String toString() {
            return "f" + number;
        }
    }

    /// A message among the dead letters of which the database knows nothing, as `d5e0c1a27`: the
    /// beginning of its id.
    record DeadLetter(String beginning) implements FailureId {

        private static final int LENGTH = 8;

        static DeadLetter of(String messageId) {
            var digits = messageId.replace("-", "");
            return new DeadLetter(digits.substring(0, Math.min(LENGTH, digits.length())));
        }

        @Override
        public String toString() {
            return "d" + beginning;
        }
    }

    /// @return nothing for a text that names no failure
    static Optional<FailureId> parse(String text) {
        var matcher = Shape.PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var name = text.substring(1);
        return Optional.of(
                switch (text.charAt(0)) {
                    case 'r' -> new Rejection(Long.parseLong(name));
                    case 'f' -> new Failing(Long.parseLong(name));
                    default -> new DeadLetter(name);
                });
    }

    /// How one is typed.
    final class Shape {
        private static final Pattern PATTERN = Pattern.compile("[rf][0-9]{1,18}|d[0-9A-Za-z]{1,8}");

        private Shape() {}
    }
}
