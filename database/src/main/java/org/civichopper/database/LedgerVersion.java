package org.civichopper.database;

/// The version of the ledger that this program is made for, and what to do where it finds another.
/// A newer one is worked with as long as the statements hold: while a newer function is deployed,
/// the older goes on.
final class LedgerVersion {

    /// The newest of the scripts in `db/hopper`.
    static final int OURS = 5;

    private LedgerVersion() {}

    /// What is wrong with another version.
    ///
    /// @param found 0 for none, or one that does not say
    static String complaint(int found) {
        return "expected the ledger in version %d, found %s"
                .formatted(
                        OURS,
                        found > OURS
                                ? "version %d: use the newer hopper, and deploy the newer function"
                                        .formatted(found)
                                : (found == 0 ? "none, or an older one" : "version " + found)
                                        + ": hopper db init brings it up to date");
    }
}
