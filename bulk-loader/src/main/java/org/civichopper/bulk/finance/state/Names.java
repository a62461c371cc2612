package org.civichopper.bulk.finance.state;

/// Names of people, out of their parts.
final class Names {

    private Names() {}

    /// With a blank between; null where both are.
    static String joined(String first, String last) {
        return first == null ? last : last == null ? first : first + ' ' + last;
    }
}
