package org.civichopper.localcloud.socrata;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The fields of one record after another. A field that a short record does not have is empty.
final class RowReader {

    private final Rows rows;
    private final int[] ends; // behind each field, where its comma or the end of the line is
    private byte[] bytes = new byte[1024];
    private int fields;

    RowReader(Rows rows) {
        this.rows = rows;
        this.ends = new int[rows.header().size()];
    }

    RowReader at(int row) {
        int length = rows.length(row);
        if (length > bytes.length) {
            bytes = new byte[length * 2];
        }
        rows.read(row, bytes);
        fields = 0;
        boolean quoted = false;
        int end = withoutLineEnd(length);
        for (int i = 0; i < end && fields < ends.length; i++) {
            if (bytes[i] == '"') {
                quoted = !quoted;
            } else if (bytes[i] == ',' && !quoted) {
                ends[fields++] = i;
            }
        }
        if (fields < ends.length) {
            ends[fields++] = end;
        }
        return this;
    }

    private int withoutLineEnd(int length) {
        int end = length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end--;
        }
        return end > 0 && bytes[end - 1] == '\r' ? end - 1 : end;
    }

    /// Empty for NULL: nothing between two commas, or nothing between two quotes.
    Optional<String> text(int column) {
        int from = start(column);
        int length = length(column);
        if (length > 1 && bytes[from] == '"') {
            var inner = new String(bytes, from + 1, length - 2, StandardCharsets.UTF_8);
            return Optional.of(inner.replace("\"\"", "\"")).filter(text -> !text.isEmpty());
        }
        return Optional.of(new String(bytes, from, length, StandardCharsets.UTF_8))
                .filter(text -> !text.isEmpty());
    }

    /// The field as the file has it, with its quotes.
    void copy(int column, OutputStream out) throws IOException {
        out.write(bytes, start(column), length(column));
    }

    private int start(int column) {
        return column == 0 || column >= fields ? 0 : ends[column - 1] + 1;
    }

    private int length(int column) {
        return column >= fields ? 0 : ends[column] - start(column);
    }
}
