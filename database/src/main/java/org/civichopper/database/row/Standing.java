package org.civichopper.database.row;

import java.util.List;

/// A row that stands in the database, with everything below it.
///
/// @param values as the table declares its columns
/// @param order the position among its siblings; 0 where the table has none
/// @param children per child table, in the order of the declaration
public record Standing(String id, List<Object> values, int order, List<List<Standing>> children) {}
