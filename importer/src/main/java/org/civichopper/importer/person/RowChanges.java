package org.civichopper.importer.person;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.database.row.RowWriter;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;

/// What has to be written so that objects stand as they should.
///
/// @param changed ids of objects that are new or differ
record RowChanges(ChangeSet changes, Tally tally, Set<String> changed) {

    /// Compares with what stands under these ids.
    static RowChanges of(Connection connection, Table table, Map<String, Wanted> wanted)
            throws SQLException {
        return of(connection, table, wanted, (_, rows) -> rows);
    }

    /// Compares with what stands under these ids.
    ///
    /// @param given what is wanted in view of what stands
    static RowChanges of(
            Connection connection,
            Table table,
            Map<String, Wanted> wanted,
            BiFunction<Standing, Wanted, Wanted> given)
            throws SQLException {
        var standing = new RowReader(connection).read(table, wanted.keySet());
        var changes = new ChangeSet();
        var changed = new HashSet<String>();
        wanted.forEach((id, rows) -> {
            var stands = standing.get(id);
            var difference =
                    stands == null
                            ? Comparison.insert(table, id, rows, RowChanges::newId)
                            : Comparison.compare(
                                    table, stands, given.apply(stands, rows), RowChanges::newId);
            if (!difference.isEmpty()) {
                changed.add(id);
                changes.add(difference);
            }
        });
        return new RowChanges(changes, tally(changes, table, wanted.size()), changed);
    }

    void write(Connection connection, OffsetDateTime now) throws SQLException {
        new RowWriter(connection, now).write(changes);
    }

    /// What is done to a table of which so many rows are wanted.
    static Tally tally(ChangeSet changes, Table table, int wanted) {
        var size = changes.sizeOf(table);
        return new Tally(
                size.inserts(),
                size.updates(),
                wanted - size.inserts() - size.updates(),
                size.deletes());
    }

    private static String newId() {
        return TimeOrderedUuid.next().toString();
    }
}
