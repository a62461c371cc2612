package org.civichopper.localcloud.socrata;

/// A column as the metadata of a data set lists it.
///
/// @param fieldName by which requests and rows name it
/// @param name that people see
/// @param type `text`, `number`, `calendar_date` or whatever else Socrata has
public record Column(String fieldName, String name, String type) {

    /// Columns whose field names begin so are listed by the metadata, but are in no row.
    static final String COMPUTED = ":@";

    boolean isStored() {
        return !fieldName.startsWith(COMPUTED);
    }
}
