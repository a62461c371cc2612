package org.civichopper.importer.object;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.Table;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.model.document.Kind;

/// What is particular to one kind of document.
public interface ObjectKind<T> {

    Kind kind();

    Table table();

    String newId();

    /// The rows that these documents mean, by key, looked for in the table, because others write to
    /// it, too. Two keys may lead to one row. A key without a row may be missing, or lead to an id
    /// of its own making when documents of one batch mean the same new row.
    ///
    /// @param batch all documents of the kind, those included of which nothing is looked for
    Map<Key, String> find(
            Connection connection, List<Candidate<T>> candidates, Collection<Candidate<T>> batch)
            throws SQLException;

    /// Whether one row may be known by several keys, each with a version of its own.
    default boolean hasSeveralKeys() {
        return false;
    }

    /// The rows that the document should stand as. Where it lost to another that shares its key, it
    /// may be one that was not looked for: only [#find] says what is new.
    ///
    /// @throws org.civichopper.model.InvalidInputException when a name that must resolve does not
    Wanted wanted(Candidate<T> candidate, Before before, DocumentNames names);
}
