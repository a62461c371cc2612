package org.civichopper.bulk.courtlistener.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.run.LoadStopped;

/// Makes primary keys, unique constraints and indexes, each committed by itself.
record Keys(SchemaFile file, String schema) {

    private static final String DUPLICATE = "23505";

    /// What stands is passed over.
    ///
    /// @return what cannot be made here
    List<Skipped> make(Connection connection, String table) throws SQLException {
        var skipped = new ArrayList<Skipped>();
        for (var primary : List.of(true, false)) {
            for (var key : file.parts(Part.Key.class)) {
                if (key.primary() == primary && key.table().equals(table)) {
                    make(connection, key).ifPresent(skipped::add);
                }
            }
        }
        for (var unique : List.of(true, false)) {
            for (var index : file.parts(Part.Index.class)) {
                if (index.unique() == unique && index.table().equals(table)) {
                    make(connection, index).ifPresent(skipped::add);
                }
            }
        }
        return skipped;
    }

    private Optional<Skipped> make(Connection connection, Part.Key key) throws SQLException {
        if (new Catalog(connection).hasConstraint(schema, key.table(), key.name())) {
            return Optional.empty();
        }
        return add(
                connection,
                key.kind(),
                key.table(),
                key.name(),
                "ALTER TABLE %s ADD CONSTRAINT %s %s%s (%s)%s%s"
                        .formatted(
                                Identifier.quoted(schema, key.table()),
                                Identifier.quoted(key.name()),
                                key.primary() ? "PRIMARY KEY" : "UNIQUE",
                                key.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "",
                                Places.columns(key.columns()),
                                include(key.include()),
                                key.deferral()));
    }

    private Optional<Skipped> make(Connection connection, Part.Index index) throws SQLException {
        if (new Catalog(connection).hasIndex(schema, index.table(), index.name())) {
            return Optional.empty();
        }
        var elements = new ArrayList<String>();
        for (var element : index.elements()) {
            var operatorClass = "";
            if (element.operatorClass().isPresent()) {
                var name = element.operatorClass().get();
                var found = new Catalog(connection).operatorClass(index.method(), name);
                if (found.isEmpty()) {
                    return Optional.of(
                            new Skipped(
                                    "index",
                                    index.name(),
                                    "operator class " + name + " is not there"));
                }
                operatorClass = " " + found.get();
            }
            elements.add(element.sql() + operatorClass + element.order());
        }
        return add(
                connection,
                "index",
                index.table(),
                index.name(),
                "CREATE %sINDEX %s ON %s USING %s (%s)%s%s%s"
                        .formatted(
                                index.unique() ? "UNIQUE " : "",
                                Identifier.quoted(index.name()),
                                Identifier.quoted(schema, index.table()),
                                index.method(),
                                String.join(", ", elements),
                                include(index.include()),
                                index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "",
                                index.where().map(each -> " WHERE " + each).orElse("")));
    }

    private static String include(List<String> columns) {
        return columns.isEmpty() ? "" : " INCLUDE (" + Places.columns(columns) + ")";
    }

    private Optional<Skipped> add(
            Connection connection, String kind, String table, String name, String sql)
            throws SQLException {
        try {
            var refusal = Attempt.refusal(connection, sql);
            connection.commit();
            return refusal.map(why -> new Skipped(kind, name, why));
        } catch (SQLException e) {
            if (!DUPLICATE.equals(e.getSQLState())) {
                throw e;
            }
            throw new LoadStopped.Failed(
                    "table %s: expected no two rows of one %s %s, found some: %s"
                            .formatted(table, kind, name, e.getMessage().replace('\n', ' ')),
                    e);
        }
    }
}
