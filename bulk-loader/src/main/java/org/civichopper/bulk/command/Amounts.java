package org.civichopper.bulk.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Amounts as options write them.
public final class Amounts {

    private Amounts() {}

    /// For example `90s`, `15m`, `36h` or `2d`.
    public static final class Time implements ITypeConverter<Duration> {

        @Override
        public Duration convert(String text) {
            var matcher = Pattern.compile("(\\d{1,9})([smhd])").matcher(text.strip());
            if (!matcher.matches() || matcher.group(1).matches("0+")) {
                throw new TypeConversionException(
                        "expected a time such as 90s, 15m, 36h or 2d, found \"" + text + "\"");
            }
            var unit =
                    switch (matcher.group(2)) {
                        case "s" -> ChronoUnit.SECONDS;
                        case "m" -> ChronoUnit.MINUTES;
                        case "h" -> ChronoUnit.HOURS;
                        default -> ChronoUnit.DAYS;
                    };
            return Duration.of(Long.parseLong(matcher.group(1)), unit);
        }
    }

    /// For example `50G`: K, M, G and T are steps of 1,024.
    public static final class Bytes implements ITypeConverter<Long> {

        @Override
        public Long convert(String text) {
            var matcher = Pattern.compile("(\\d{1,15})([KMGT]?)").matcher(text.strip());
            try {
                if (matcher.matches()) {
                    var steps =
                            matcher.group(2).isEmpty() ? 0 : 1 + "KMGT".indexOf(matcher.group(2));
                    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << 10 * steps);
                }
            } catch (ArithmeticException e) {
                // said below
            }
            throw new TypeConversionException(
                    "expected a size such as 500M, 50G or 2T, found \"" + text + "\"");
        }
    }

    /// For example `0.2` or `20%`.
    public static final class Share implements ITypeConverter<BigDecimal> {

        @Override
        public BigDecimal convert(String text) {
            var percent = text.strip().endsWith("%");
            var number = percent ? text.strip().substring(0, text.strip().length() - 1) : text;
            try {
                var share = new BigDecimal(number.strip());
                var found = percent ? share.movePointLeft(2) : share;
                if (found.signum() >= 0 && found.compareTo(BigDecimal.ONE) <= 0) {
                    return found;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new TypeConversionException(
                    "expected a share from 0 to 1 such as 0.2 or 20%, found \"" + text + "\"");
        }
    }
}
