package org.civichopper.bulk.finance;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.civichopper.bulk.finance.row.Candidate;
import org.civichopper.bulk.finance.row.Filer;
import org.postgresql.copy.CopyIn;

/// Rows as COPY's binary format has them, in one buffer that is used again: the server, which has
/// most of the work, finds neither escapes nor digits to read.
final class CopyBinary {

    private static final int FULL = 1 << 18;
    private static final byte[] SIGNATURE =
            "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final int END = -1;
    private static final long DAY_ZERO = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final int OID_OF_TEXT = 25;

    // Postgres keeps a numeric in digits of four decimal ones, those of cents among them.
    private static final int DIGIT = 10_000;
    private static final int NEGATIVE = 0x4000;
    private static final int CENTS = 2;

    private byte[] bytes = new byte[FULL + (FULL >> 2)];
    private int length;
    private Candidate written; // whose bytes are kept, since gifts of one come in a row
    private byte[] writtenBytes;

    boolean isFull() {
        return length >= FULL;
    }

    void sendTo(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes, 0, length);
        length = 0;
    }

    /// Before the first row of a COPY.
    void header() {
        room(SIGNATURE.length + 8);
        System.arraycopy(SIGNATURE, 0, bytes, length, SIGNATURE.length);
        length += SIGNATURE.length;
        number(0); // neither flags
        number(0); // nor more of a header
    }

    /// Behind the last row of a COPY.
    void trailer() {
        room(2);
        small(END);
    }

    void row(int columns) {
        room(2);
        small(columns);
    }

    void text(String text) {
        if (text == null) {
            none();
            return;
        }
        room(4 + 3 * text.length());
        var start = length + 4;
        var at = 0;
        while (at < text.length() && text.charAt(at) < 0x80) {
            bytes[start + at] = (byte) text.charAt(at++);
        }
        var size = at;
        if (at < text.length()) { // which few are
            var utf8 = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(utf8, 0, bytes, start, utf8.length);
            size = utf8.length;
        }
        number(size);
        length += size;
    }

    private void none() {
        room(4);
        number(NULL);
    }

    void date(LocalDate date) {
        if (date == null) {
            none();
            return;
        }
        room(8);
        number(4);
        number((int) (date.toEpochDay() - DAY_ZERO));
    }

    /// @param amount of whole cents
    void amount(BigDecimal amount) {
        if (amount == null) {
            none();
            return;
        }
        var cents = amount.setScale(CENTS).unscaledValue().longValueExact();
        var whole = Math.abs(cents) / 100;
        var digits = 1;
        for (var rest = whole / DIGIT; rest > 0; rest /= DIGIT) {
            digits++;
        }
        room(4 + 8 + 2 * (digits + 1));
        number(8 + 2 * (digits + 1));
        small(digits + 1);
        small(digits - 1); // the weight of the first one
        small(cents < 0 ? NEGATIVE : 0);
        small(CENTS);
        for (var at = digits - 1; at >= 0; at--) {
            place(length + 2 * at, (int) (whole % DIGIT));
            whole /= DIGIT;
        }
        length += 2 * digits;
        small((int) (Math.abs(cents) % 100) * 100);
    }

    void flag(boolean flag) {
        room(5);
        number(1);
        bytes[length++] = (byte) (flag ? 1 : 0);
    }

    void array(List<String> values) {
        room(4 + 20);
        var start = length;
        number(0); // until it is known
        number(values.isEmpty() ? 0 : 1); // dimensions
        number(0); // no element is null
        number(OID_OF_TEXT);
        if (!values.isEmpty()) {
            number(values.size());
            number(1); // the place of the first one
            values.forEach(this::text);
        }
        var end = length;
        length = start;
        number(end - start - 4);
        length = end;
    }

    void filer(Filer filer) {
        text(filer.id());
        text(filer.type());
        text(filer.name());
    }

    void candidate(Candidate candidate) {
        if (candidate == written) {
            room(writtenBytes.length);
            System.arraycopy(writtenBytes, 0, bytes, length, writtenBytes.length);
            length += writtenBytes.length;
            return;
        }
        var start = length;
        text(candidate.id());
        text(candidate.name());
        text(candidate.party());
        text(candidate.house());
        room(8);
        number(4);
        number(candidate.district());
        written = candidate;
        writtenBytes = Arrays.copyOfRange(bytes, start, length);
    }

    private void number(int value) {
        bytes[length++] = (byte) (value >> 24);
        bytes[length++] = (byte) (value >> 16);
        small(value);
    }

    private void small(int value) {
        place(length, value);
        length += 2;
    }

    private void place(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
