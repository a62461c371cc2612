package org.civichopper.bulk.courtlistener.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.bulk.finish.Identifier;

/// Where the tables of a dump are while it is built: those that are loaded in the next schema,
/// those that were not asked for in the one that stands, or nowhere.
record Places(SchemaPlan plan, String standing, String next) {

    boolean isNext(Connection connection, String table) throws SQLException {
        return plan.isOfDump(table) && new Catalog(connection).hasTable(next, table);
    }

    /// Whether it stays where it is.
    boolean stays(Connection connection, String table) throws SQLException {
        return plan.isOfDump(table)
                && !isNext(connection, table)
                && new Catalog(connection).hasTable(standing, table);
    }

    boolean isThere(Connection connection, String table) throws SQLException {
        return isNext(connection, table) || stays(connection, table);
    }

    /// As SQL takes it.
    String name(Connection connection, String table) throws SQLException {
        return Identifier.quoted(isNext(connection, table) ? next : standing, table);
    }

    /// In load order.
    List<String> loaded(Connection connection) throws SQLException {
        var loaded = new ArrayList<String>();
        for (var table : plan.order()) {
            if (isNext(connection, table)) {
                loaded.add(table);
            }
        }
        return loaded;
    }

    /// The foreign keys between tables that are there, of which at least one is loaded, in load
    /// order.
    List<Part.ForeignKey> foreignKeys(Connection connection) throws SQLException {
        var keys = new ArrayList<Part.ForeignKey>();
        for (var table : plan.order()) {
            for (var key : plan.file().parts(Part.ForeignKey.class)) {
                if (key.table().equals(table)
                        && isThere(connection, table)
                        && isThere(connection, key.parent())
                        && (isNext(connection, table) || isNext(connection, key.parent()))) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    boolean has(Connection connection, Part.ForeignKey key) throws SQLException {
        var schema = isNext(connection, key.table()) ? next : standing;
        return new Catalog(connection).hasConstraint(schema, key.table(), key.name());
    }

    /// Adds the key without a look at the rows.
    String add(Connection connection, Part.ForeignKey key) throws SQLException {
        return "ALTER TABLE %s ADD CONSTRAINT %s FOREIGN KEY (%s) REFERENCES %s (%s)%s NOT VALID"
                .formatted(
                        name(connection, key.table()),
                        Identifier.quoted(key.name()),
                        columns(key.columns()),
                        name(connection, key.parent()),
                        columns(key.references()),
                        key.rest());
    }

    static String columns(List<String> names) {
        return String.join(", ", names.stream().map(Identifier::quoted).toList());
    }
}
