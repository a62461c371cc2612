package org.civichopper.database.row;

import java.util.Optional;
import org.civichopper.model.document.Field;

/// What stood before, for the columns that a document leaves out.
public record Before(Table table, Optional<Standing> standing) {

    /// The field's value; of an absent field the column as it stands, or `empty` on an insert.
    @SuppressWarnings("unchecked") // the table declares the column's type
    public <T> T keep(String column, Field<T> field, T empty) {
        var stands = standing.map(row -> (T) row.values().get(table.indexOf(column)));
        return field.orElse(standing.isPresent() ? stands.orElse(null) : empty);
    }
}
