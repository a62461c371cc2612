package org.civichopper.bulk.read;

import java.time.DateTimeException;
import java.time.LocalDate;

/// How a source writes its dates. Each has all its digits, and is a day that there was or will be.
public enum WrittenDate {
    YEAR_FIRST("yyyyMMdd", 0, 4, 6),
    MONTH_FIRST("MM/dd/yyyy", 6, 0, 3);

    private final String form;
    private final int year;
    private final int month;
    private final int day;

    WrittenDate(String form, int year, int month, int day) {
        this.form = form;
        this.year = year;
        this.month = month;
        this.day = day;
    }

    String form() {
        return form;
    }

    /// @throws DateTimeException where the bytes are no date
    LocalDate read(byte[] bytes, int start, int end) {
        if (end - start != form.length()) {
            throw new DateTimeException(form);
        }
        for (var at = 0; at < form.length(); at++) {
            var digit = bytes[start + at] >= '0' && bytes[start + at] <= '9';
            if (form.charAt(at) == '/' ? bytes[start + at] != '/' : !digit) {
                throw new DateTimeException(form);
            }
        }
        var years = number(bytes, start + year, 4);
        if (years == 0) { // which Postgres does not know
            throw new DateTimeException(form);
        }
        return LocalDate.of(years, number(bytes, start + month, 2), number(bytes, start + day, 2));
    }

    private static int number(byte[] bytes, int start, int digits) {
        var number = 0;
        for (var at = start; at < start + digits; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }
}
