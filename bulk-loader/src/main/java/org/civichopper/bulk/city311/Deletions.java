package org.civichopper.bulk.city311;

/// What to do with rows of a data set that the source no longer has.
enum Deletions {
    IGNORE,
    MARK,
    DELETE
}
