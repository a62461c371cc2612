package org.civichopper.importer.scrape;

/// How much of what stands a scrape may retire before a person has to say so.
///
/// @param share of what stands, from 0 to 1; 20 rows may go in any case
public record RetiringLimit(double share) {

    /// For a scrape that a person has called complete.
    public static final RetiringLimit NONE = new RetiringLimit(1);

    private static final int ALWAYS = 20;

    boolean allows(Missing missing) {
        return missing.ids().size() <= Math.max(ALWAYS, share * missing.standing());
    }
}
