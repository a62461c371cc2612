package org.civichopper.database.ledger;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.civichopper.model.document.Sha256;

/// What makes two documents mean the same thing, as one text: `["153","HB 6"]` for a bill.
///
/// @param value unique within a jurisdiction and kind, short enough for an index
public record NaturalKey(String value) implements Comparable<NaturalKey> {

    private static final int LONGEST = 600; // an index entry ends at about 2,700 bytes

    /// @param parts null for what is not known
    public static NaturalKey of(String... parts) {
        var text =
                Arrays.stream(parts)
                        .map(part -> Objects.isNull(part) ? "null" : quoted(part))
                        .collect(Collectors.joining(",", "[", "]"));
        return new NaturalKey(
                text.length() <= LONGEST
                        ? text
                        : "sha256:" + Sha256.hex(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String quoted(String part) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(part)) + '"';
    }

    @Override
    public int compareTo(NaturalKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
