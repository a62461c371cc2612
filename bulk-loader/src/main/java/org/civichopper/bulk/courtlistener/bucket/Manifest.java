package org.civichopper.bulk.courtlistener.bucket;

import java.util.List;

/// What a dump's load script says belongs to it.
///
/// @param schema the name of the schema file
/// @param entries in an order in which parents come first
public record Manifest(String schema, List<Entry> entries) {

    /// A table and the file that has its rows.
    ///
    /// @param columns of the file, in order
    /// @param file without `.bz2`, which it has in the bucket
    public record Entry(String table, List<String> columns, String file, Dialect dialect) {

        /// Its name in the bucket.
        public String packed() {
            return file + ".bz2";
        }

        /// Its name without the date, as `opinion-clusters`.
        public String base() {
            return DumpDate.base(file);
        }
    }
}
