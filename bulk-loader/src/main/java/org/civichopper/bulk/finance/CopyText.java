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

/// Lines as COPY's text format has them, in one buffer that is used again.
final class CopyText {

    private static final int FULL = 1 << 18;

    private byte[] bytes = new byte[FULL + (FULL >> 2)];
    private int length;

    boolean isFull() {
        return length >= FULL;
    }

    void sendTo(CopyIn copy) throws SQLException {
        copy.writeToCopy(bytes, 0, length);
        length = 0;
    }

    void text(String text) {
        if (text == null) {
            none();
        } else {
            escaped(text);
            put('\t');
        }
    }

    private void none() {
        room(3);
        bytes[length++] = '\\';
        bytes[length++] = 'N';
        bytes[length++] = '\t';
    }

    // Most texts are ASCII without anything that COPY would take for more than itself.
    private void escaped(String text) {
        room(4 * text.length());
        var to = bytes;
        var start = length;
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character < ' ' || character == '\\' || character >= 0x80) {
                length = start + at;
                for (var value : text.substring(at).getBytes(StandardCharsets.UTF_8)) {
                    escape(value);
                }
                return;
            }
            to[start + at] = (byte) character;
        }
        length = start + text.length();
    }

    // A byte below 0x80 is a character of its own in UTF-8.
    private void escape(byte value) {
        switch (value) {
            case '\\', '\t', '\n', '\r' -> {
                bytes[length++] = '\\';
                bytes[length++] =
                        switch (value) {
                            case '\t' -> 't';
                            case '\n' -> 'n';
                            case '\r' -> 'r';
                            default -> '\\';
                        };
            }
            default -> bytes[length++] = value;
        }
    }

    void date(LocalDate date) {
        if (date == null) {
            none();
            return;
        }
        room(11);
        digits(date.getYear(), 1000);
        bytes[length++] = '-';
        digits(date.getMonthValue(), 10);
        bytes[length++] = '-';
        digits(date.getDayOfMonth(), 10);
        bytes[length++] = '\t';
    }

    private void digits(int number, int first) {
        for (var power = first; power > 0; power /= 10) {
            bytes[length++] = (byte) ('0' + number / power % 10);
        }
    }

    void amount(BigDecimal amount) {
        text(amount == null ? null : amount.toPlainString());
    }

    void flag(boolean flag) {
        text(flag ? "t" : "f");
    }

    void array(List<String> values) {
        put('{');
        for (var at = 0; at < values.size(); at++) {
            if (at > 0) {
                put(',');
            }
            put('"');
            escaped(values.get(at).replace("\\", "\\\\").replace("\"", "\\\""));
            put('"');
        }
        put('}');
        put('\t');
    }

    void filer(Filer filer) {
        text(filer.id());
        text(filer.type());
        text(filer.name());
    }

    void candidate(Candidate candidate) {
        text(candidate.id());
        text(candidate.name());
        text(candidate.party());
        text(candidate.house());
        text(Integer.toString(candidate.district()));
    }

    /// In the place of the last tab.
    void endLine() {
        bytes[length - 1] = '\n';
    }

    private void put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
