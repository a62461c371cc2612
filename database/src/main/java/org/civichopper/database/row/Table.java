package org.civichopper.database.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Declares a table whose rows the import owns: its columns in the order in which values are given,
/// the tables below it, and what hangs on its rows. Everything else (reading, comparing, writing)
/// is the same for all tables.
public final class Table {

    /// A column elsewhere that points at rows of this table. No foreign key of these tables
    /// cascades, so what points at a row that goes is settled here.
    record Dependent(String table, String column, Fate fate) {}

    /// What becomes of a row that points at one which goes.
    enum Fate {
        GOES,
        FORGETS,
        /// Its column becomes NULL, and because it is an object its updated_at moves.
        FORGETS_AS_OBJECT
    }

    record Column(String name, ColumnType type) {}

    private final String name;
    private final ColumnType idType;
    private final List<Column> columns = new ArrayList<>();
    private final List<Table> children = new ArrayList<>();
    private final List<Dependent> dependents = new ArrayList<>();
    private List<String> sameWhen = List.of();
    private String parentColumn;
    private ColumnType parentType;
    private String orderColumn;
    private String collection;
    private String idPrefix = "";
    private String condition = "true";
    private boolean timestamped;

    private Table(String name, ColumnType idType) {
        this.name = name;
        this.collection = name;
        this.idType = idType;
    }

    /// A table of objects with ids such as `ocd-bill/…`, created_at and updated_at.
    public static Table ofObjects(String name) {
        var table = new Table(name, ColumnType.TEXT);
        table.timestamped = true;
        return table;
    }

    /// A table of rows with UUIDs that belong to a row of another.
    public static Table ofParts(String name, String parentColumn) {
        var table = new Table(name, ColumnType.UUID);
        table.parentColumn = parentColumn;
        return table;
    }

    /// A table of objects that belong to a row of another: with ids and timestamps of their own.
    ///
    /// @param idPrefix of new rows' ids, for example `ocd-membership/`
    public static Table ofOwnedObjects(String name, String parentColumn, String idPrefix) {
        var table = ofObjects(name);
        table.parentColumn = parentColumn;
        table.idPrefix = idPrefix;
        return table;
    }

    public Table column(String column, ColumnType type) {
        columns.add(new Column(column, type));
        return this;
    }

    public Table texts(String... names) {
        Arrays.stream(names).forEach(column -> column(column, ColumnType.TEXT));
        return this;
    }

    /// What a document calls these rows of one object: `votes`.
    public Table called(String collection) {
        this.collection = collection;
        return this;
    }

    /// Rows stand in order: this column holds the position, from 0. It is not among the values.
    public Table inOrderOf(String column) {
        orderColumn = column;
        return this;
    }

    /// Two rows that differ are still the same thing, one to be updated, when these columns agree.
    public Table sameWhen(String... names) {
        sameWhen = List.of(names);
        return this;
    }

    /// Of the rows below a parent only these are ours; the others stay as they are.
    ///
    /// @param sql a condition on columns of this table, without parameters
    public Table onlyWhere(String sql) {
        condition = sql;
        return this;
    }

    public Table child(Table child) {
        child.parentType = idType;
        children.add(child);
        return this;
    }

    /// When a row goes, so do the rows of that table which point at it.
    public Table takesAlong(String table, String column) {
        dependents.add(new Dependent(table, column, Fate.GOES));
        return this;
    }

    /// When a row goes, that column of the parts which point at it becomes NULL.
    public Table clears(String table, String column) {
        dependents.add(new Dependent(table, column, Fate.FORGETS));
        return this;
    }

    /// When a row goes, that column of the objects which point at it becomes NULL.
    public Table clearsObjects(String table, String column) {
        dependents.add(new Dependent(table, column, Fate.FORGETS_AS_OBJECT));
        return this;
    }

    public String name() {
        return name;
    }

    String collection() {
        return collection;
    }

    List<Column> columns() {
        return columns;
    }

    public List<Table> children() {
        return children;
    }

    List<Dependent> dependents() {
        return dependents;
    }

    ColumnType idType() {
        return idType;
    }

    String idPrefix() {
        return idPrefix;
    }

    String condition() {
        return condition;
    }

    boolean timestamped() {
        return timestamped;
    }

    Optional<Column> parent() {
        return Optional.ofNullable(parentColumn).map(column -> new Column(column, parentType));
    }

    Optional<String> order() {
        return Optional.ofNullable(orderColumn);
    }

    /// Where a column's value stands among a row's values.
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " declares no column " + column);
    }

    /// The part of a row's values that makes it the same thing; all of them unless declared.
    List<Object> identity(List<Object> values) {
        if (sameWhen.isEmpty()) {
            return values;
        }
        var identity = new ArrayList<Object>();
        for (int i = 0; i < columns.size(); i++) {
            if (sameWhen.contains(columns.get(i).name())) {
                identity.add(values.get(i));
            }
        }
        return identity;
    }

    /// This table and all below it, parents first.
    List<Table> withAllBelow() {
        var tables = new ArrayList<Table>();
        tables.add(this);
        children.forEach(child -> tables.addAll(child.withAllBelow()));
        return tables;
    }

    @Override
    public String toString() {
        return name;
    }
}
