package org.civichopper.bulk.city311;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.civichopper.bulk.source.Body;

/// One look at the bytes of a page, record by record, without an object for any: how many records
/// it has, where the last one stands, and whether all of it is so plain that the database can be
/// handed the bytes as they are. What is not plain is read again by [CarefulPage]; it need not be
/// wrong.
final class PageScan {

    private static final int LONGEST_KEY = 64;

    private enum At {
        FIELD,
        PLAIN,
        QUOTED,
        QUOTE,
        CARRIAGE_RETURN
    }

    private enum Kind {
        TEXT,
        KEY,
        ID,
        INSTANT,
        TIMESTAMP,
        INTEGER,
        DOUBLE
    }

    private final Kind[] kinds; // of each field
    private final StringBuilder names = new StringBuilder();
    private final byte[] id = new byte[LONGEST_KEY];
    private final byte[] updated = new byte[LONGEST_KEY];

    private At at = At.FIELD;
    private Kind kind = Kind.TEXT;
    private boolean inHeader = true;
    private int field;
    private int length; // of what the field says so far
    private int idLength;
    private int updatedLength;
    private byte previous;
    private byte beforePrevious = '\n';
    private boolean plain = true;
    private long records;

    private PageScan(List<String> columns) {
        kinds = columns.stream().map(PageScan::kind).toArray(Kind[]::new);
    }

    private static Kind kind(String column) {
        return switch (column) {
            case ":id" -> Kind.ID;
            case ":updated_at" -> Kind.INSTANT;
            default -> kind(Field.of(column).orElseThrow());
        };
    }

    private static Kind kind(Field field) {
        if (field == Field.SRNUMBER) {
            return Kind.KEY;
        }
        return switch (field.type) {
            case TEXT -> Kind.TEXT;
            case TIMESTAMP -> Kind.TIMESTAMP;
            case INTEGER -> Kind.INTEGER;
            case DOUBLE -> Kind.DOUBLE;
        };
    }

    /// @param columns that the page was asked for, in their order
    static PageScan of(Body body, List<String> columns) {
        var scan = new PageScan(columns);
        for (var piece : body.pieces()) {
            scan.take(piece.bytes(), piece.length());
        }
        scan.end();
        return scan;
    }

    /// The names in the first line.
    List<String> header() {
        return names.isEmpty() ? List.of() : Arrays.asList(names.toString().split(","));
    }

    long records() {
        return records;
    }

    /// Of the last record.
    String lastId() {
        return new String(id, 0, idLength, StandardCharsets.US_ASCII);
    }

    /// Of the last record.
    String lastUpdated() {
        return new String(updated, 0, updatedLength, StandardCharsets.US_ASCII);
    }

    /// Whether nothing in it needs a closer look.
    boolean isPlain() {
        return plain;
    }

    private void take(byte[] bytes, int size) {
        for (var number = 0; number < size; number++) {
            var one = bytes[number];
            // Postgres before 18 takes a line that is \. for the end, also in the middle of a
            // field.
            if (one == '.'
                    && previous == '\\'
                    && (beforePrevious == '\n' || beforePrevious == '\r')) {
                plain = false;
            }
            beforePrevious = previous;
            previous = one;
            take(one);
        }
    }

    private void take(byte one) {
        switch (at) {
            case FIELD -> {
                if (one == '"') {
                    at = At.QUOTED;
                } else {
                    at = At.PLAIN;
                    inPlain(one);
                }
            }
            case PLAIN -> inPlain(one);
            case QUOTED -> {
                if (one == '"') {
                    at = At.QUOTE;
                } else {
                    content(one);
                }
            }
            case QUOTE -> {
                if (one == '"') {
                    content(one);
                    at = At.QUOTED;
                } else if (!endsField(one)) {
                    plain = false;
                    at = At.PLAIN;
                }
            }
            case CARRIAGE_RETURN -> {
                endRecord();
                if (one != '\n') {
                    plain = false;
                    take(one);
                }
            }
        }
    }

    private void inPlain(byte one) {
        if (!endsField(one)) {
            plain &= one != '"';
            content(one);
        }
    }

    private boolean endsField(byte one) {
        switch (one) {
            case ',' -> endField();
            case '\n' -> endRecord();
            case '\r' -> at = At.CARRIAGE_RETURN;
            default -> {
                return false;
            }
        }
        return true;
    }

    private void content(byte one) {
        if (inHeader) {
            names.append((char) one);
            return;
        }
        switch (kind) {
            case TEXT, KEY -> plain &= one != 0;
            case ID -> {
                idLength = keep(one, id);
                plain &= one > ' ';
            }
            case INSTANT -> {
                updatedLength = keep(one, updated);
                plain &= isOfTime(one) || one == 'Z' && (length == 19 || length > 20);
                plain &= length == 0 || beforePrevious != 'Z';
            }
            case TIMESTAMP -> plain &= isOfTime(one);
            case INTEGER -> plain &= isDigit(one) || one == '-' && length == 0;
            case DOUBLE -> plain &= isDigit(one) || one == '-' && length == 0 || one == '.';
        }
        length++;
    }

    private int keep(byte one, byte[] key) {
        if (length < LONGEST_KEY) {
            key[length] = one;
            return length + 1;
        }
        plain = false;
        return length;
    }

    // As in 2020-01-02T08:43:00.000; which days a month has is left to the database.
    private boolean isOfTime(byte one) {
        return switch (length) {
            case 4, 7 -> one == '-';
            case 10 -> one == 'T';
            case 11 -> one >= '0' && one <= '2';
            case 12 -> isDigit(one) && (beforePrevious != '2' || one < '4'); // Postgres takes 24:00
            case 13, 16 -> one == ':';
            case 14, 17 -> one >= '0' && one <= '5';
            case 19 -> one == '.';
            default -> isDigit(one) && length < 26;
        };
    }

    private static boolean isDigit(byte one) {
        return one >= '0' && one <= '9';
    }

    private void endField() {
        if (inHeader) {
            names.append(',');
        } else {
            plain &= isWhole();
            if (kind == Kind.ID && length == 0) {
                idLength = 0;
            }
        }
        field++;
        length = 0;
        at = At.FIELD;
        kind = field < kinds.length ? kinds[field] : Kind.TEXT;
    }

    // NULL is whole, but of what a record cannot be without.
    private boolean isWhole() {
        return switch (kind) {
            case TEXT -> true;
            case KEY, ID -> length > 0;
            case INSTANT -> length > 19;
            case TIMESTAMP -> length == 0 || length == 19 || length > 20;
            case INTEGER -> length < 10;
            case DOUBLE -> length < 25;
        };
    }

    private void endRecord() {
        var empty = field == 0 && length == 0;
        endField();
        if (inHeader) {
            names.setLength(names.length() - 1);
            inHeader = false;
        } else if (empty) {
            plain = false; // a blank line is no record
        } else {
            plain &= field == kinds.length;
            records++;
        }
        field = 0;
        kind = kinds[0];
    }

    private void end() {
        switch (at) {
            case FIELD -> {
                if (field > 0) {
                    endRecord();
                }
            }
            case PLAIN, QUOTE, CARRIAGE_RETURN -> endRecord();
            case QUOTED -> {
                plain = false;
                endRecord();
            }
        }
    }
}
