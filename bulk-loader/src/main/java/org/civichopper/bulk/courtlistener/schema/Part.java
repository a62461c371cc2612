package org.civichopper.bulk.courtlistener.schema;

import java.util.List;
import java.util.Optional;

/// One thing that a schema file says and that was understood. Names are as they are spelt, without
/// quotes; all that is SQL was put together from what was understood.
sealed interface Part {

    /// @param notNull as the file says, or as the manifest allows
    record Column(String name, ColumnType type, boolean notNull, Optional<Default> byDefault) {

        Column nullable() {
            return new Column(name, type, false, byDefault);
        }
    }

    sealed interface Default {

        record Value(String sql) implements Default {}

        record Next(String sequence) implements Default {}
    }

    record Table(String name, List<Column> columns) implements Part {

        boolean has(String column) {
            return columns.stream().anyMatch(each -> each.name().equals(column));
        }
    }

    /// @param options as SQL
    record Sequence(String name, String options) implements Part {}

    record SetDefault(String table, String column, Default value) implements Part {}

    /// @param kind `ALWAYS` or `BY DEFAULT`
    /// @param sequence empty for the name that Postgres gives
    record Identity(
            String table, String column, String kind, Optional<String> sequence, String options)
            implements Part {}

    record Check(String table, String name, String condition) implements Part {}

    /// A primary key, or a unique constraint.
    ///
    /// @param deferral as SQL, with a blank before it
    record Key(
            String table,
            String name,
            boolean primary,
            boolean nullsNotDistinct,
            List<String> columns,
            List<String> include,
            String deferral)
            implements Part {

        String kind() {
            return primary ? "primary key" : "unique constraint";
        }
    }

    /// @param column empty for an expression
    /// @param sql of the column or expression, with its collation
    /// @param order as SQL, with a blank before it
    record Element(
            Optional<String> column, String sql, Optional<String> operatorClass, String order) {}

    record Index(
            String table,
            String name,
            boolean unique,
            String method,
            List<Element> elements,
            List<String> include,
            boolean nullsNotDistinct,
            Optional<String> where)
            implements Part {}

    /// @param rest actions and deferral as SQL, with a blank before it
    record ForeignKey(
            String table,
            String name,
            List<String> columns,
            String parent,
            List<String> references,
            String rest)
            implements Part {}

    record Comment(String table, Optional<String> column, String text) implements Part {}

    /// Left out.
    ///
    /// @param table that it is on, where it is on one
    record Left(Optional<String> table, Skipped skipped) implements Part {}
}
