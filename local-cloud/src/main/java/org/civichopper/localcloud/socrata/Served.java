package org.civichopper.localcloud.socrata;

import java.util.List;

/// A data set with its rows, as they are between two changes.
record Served(DataSet set, Rows rows) {

    private static final String CREATED = ":created_at";

    /// Where rows hold the column. What was created when is not in the files: at its update, then.
    int column(String name) {
        int column = rows.header().indexOf(name.equals(CREATED) ? ":updated_at" : name);
        if (column < 0) {
            throw Refusal.noSuchColumn(name);
        }
        return column;
    }

    List<String> systemFields() {
        return List.of(":id", CREATED, ":updated_at");
    }

    List<String> fields() {
        return rows.header().subList(DataSet.SYSTEM_FIELDS.size(), rows.header().size());
    }

    boolean isNumber(String name) {
        return set.columns().stream()
                .anyMatch(column ->
                        column.fieldName().equals(name) && column.type().equals("number"));
    }

    /// As the headers of an answer name the type, which is not how metadata does.
    String type(String name) {
        return switch (name) {
            case ":id" -> "row_identifier";
            case CREATED, ":updated_at" -> "fixed_timestamp";
            default ->
                    set.columns().stream()
                            .filter(column -> column.fieldName().equals(name))
                            .map(Column::type)
                            .findFirst()
                            .map(type -> type.equals("calendar_date") ? "floating_timestamp" : type)
                            .orElse("number"); // a total
        };
    }
}
