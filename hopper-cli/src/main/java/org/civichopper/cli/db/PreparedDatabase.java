package org.civichopper.cli.db;

import org.civichopper.database.DatabaseUrl;

/// What `hopper db init` does, for commands that bring a database of their own.
public final class PreparedDatabase {

    private PreparedDatabase() {}

    /// Creates tables and jurisdictions where they are missing.
    ///
    /// @param url as in DATABASE_URL
    public static void prepare(String url) {
        var database = OperatorDatabase.plain(DatabaseUrl.parse(url));
        SchemaMigration.migrate(database);
        InitCommand.seed(database);
    }
}
