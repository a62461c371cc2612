package org.civichopper.bulk.finish;

/// Names of schemas and tables as SQL takes them.
public final class Identifier {

    // Of 63, with room for what is put behind it: _before, or _run and a number.
    private static final int LONGEST_SCHEMA = 63 - "_run1234567890".length();

    private Identifier() {}

    /// In quotes, whatever it holds.
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// For example `"city_311"."requests"`.
    public static String quoted(String schema, String name) {
        return quoted(schema) + "." + quoted(name);
    }

    /// @throws IllegalArgumentException for what a schema of ours is not called
    public static String schema(String name) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_$]*")
                || name.length() > LONGEST_SCHEMA
                || name.startsWith("pg_")
                || name.equals("hopper")
                || name.equals("information_schema")) {
            throw new IllegalArgumentException(
                    "expected a schema's name of letters, digits and _, at most %d long, not hopper and not one of Postgres's own, found \"%s\""
                            .formatted(LONGEST_SCHEMA, name));
        }
        return name;
    }
}
