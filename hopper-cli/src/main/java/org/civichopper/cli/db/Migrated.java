package org.civichopper.cli.db;

/// What a migration did.
///
/// @param publicScripts that brought the Open States tables up to date
/// @param ledgerScripts that brought Hopper's own up to date
/// @param foreignTables whether the Open States tables were there before us, found now for the
///   first time, and had all that we need
public record Migrated(int publicScripts, int ledgerScripts, boolean foreignTables) {

    public boolean nothing() {
        return publicScripts + ledgerScripts == 0 && !foreignTables;
    }
}
