package org.civichopper.importer.bucket;

/// How an object is removed from where its scraper put it, once it is kept elsewhere.
public enum Removal {

    /// Only if it still is what was read: one that took its place meanwhile stays.
    AS_READ,

    /// Whatever lies there by now: for stores that know no condition on a delete. What a scraper
    /// puts there between copy and delete is lost.
    WHATEVER_LIES_THERE
}
