package org.civichopper.importer.person;

/// What a load did to rows of one kind.
public record Tally(int insert, int update, int noop, int delete) {

    public static final Tally NONE = new Tally(0, 0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(
                insert + other.insert,
                update + other.update,
                noop + other.noop,
                delete + other.delete);
    }
}
