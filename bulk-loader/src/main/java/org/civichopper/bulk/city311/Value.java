package org.civichopper.bulk.city311;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.regex.Pattern;

/// What a field's text is to its column.
sealed interface Value {

    record Null() implements Value {}

    /// @param written as Postgres reads it
    record Of(String written) implements Value {}

    record Wrong(String expected) implements Value {}

    Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?)?");
    Pattern WHOLE = Pattern.compile("[+-]?\\d{1,30}(?:\\.0*)?");
    Pattern NUMBER =
            Pattern.compile(
                    "[+-]?(?:\\d{1,40}(?:\\.\\d{0,40})?|\\.\\d{1,40})(?:[eE][+-]?\\d{1,4})?");

    Pattern SOME = Pattern.compile("^[^eE]*[1-9]");

    static Value of(String column, String text) {
        return switch (column) {
            case ":id" -> text.isEmpty() ? new Wrong("the row's :id") : new Of(text);
            case ":updated_at" ->
                    isTime(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text)
                            ? new Of(text)
                            : new Wrong("the time of the last edit");
            default -> of(Field.of(column).orElseThrow(), text);
        };
    }

    private static Value of(Field field, String text) {
        if (text.isEmpty()) {
            return field == Field.SRNUMBER ? new Wrong("the request's number") : new Null();
        }
        return switch (field.type) {
            case TEXT -> new Of(text);
            case TIMESTAMP -> isTime(text) ? new Of(text) : new Wrong(field.type.words);
            case INTEGER -> integer(text);
            case DOUBLE -> number(text);
        };
    }

    private static boolean isTime(String text) {
        if (!TIME.matcher(text).matches() || text.startsWith("0000")) {
            return false;
        }
        try {
            if (text.length() == 10) {
                LocalDate.parse(text);
            } else {
                LocalDateTime.parse(text.replace(' ', 'T'));
            }
            return true;
        } catch (DateTimeException e) {
            return false; // no such day
        }
    }

    private static Value integer(String text) {
        if (WHOLE.matcher(text).matches()) {
            var number = new BigDecimal(text.endsWith(".") ? text + "0" : text).toBigInteger();
            if (number.bitLength() < Integer.SIZE) {
                return new Of(number.toString());
            }
        }
        return new Wrong(Field.Type.INTEGER.words);
    }

    private static Value number(String text) {
        if (NUMBER.matcher(text).matches()) {
            var number = Double.parseDouble(text);
            // Postgres refuses what is too small to be told from 0.
            if (Double.isFinite(number) && (number != 0 || !SOME.matcher(text).find())) {
                return new Of(text);
            }
        }
        return new Wrong(Field.Type.DOUBLE.words);
    }
}
