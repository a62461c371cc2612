package org.civichopper.bulk.ledger;

/// One record that cannot be loaded.
///
/// @param place a file with line or offset, or what stands for it
/// @param key what the source calls the record; empty where it has no name
/// @param raw the record as it came; kept up to 2,000 characters
public record Reject(String place, String key, String expected, String found, String raw) {

    private static final int LONGEST = 2_000;
    private static final int LONGEST_FOUND = 200;

    public Reject {
        // No text of Postgres holds a NUL.
        raw = shortened(raw.replace("\u0000", "\\u0000"), LONGEST);
        found = shortened(found.replace("\u0000", "\\u0000"), LONGEST_FOUND);
        key = shortened(key.replace("\u0000", "\\u0000"), LONGEST_FOUND);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(
                                0,
                                Character.isHighSurrogate(text.charAt(longest - 1))
                                        ? longest - 1
                                        : longest)
                        + "…";
    }
}
