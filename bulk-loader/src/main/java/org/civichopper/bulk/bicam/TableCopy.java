package org.civichopper.bulk.bicam;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.read.Row;
import org.civichopper.bulk.read.RowRejectedException;
import org.civichopper.bulk.run.LoadStopped;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Makes one table as its file's header names its columns, and copies records into it. All of it is
/// one transaction of the caller.
final class TableCopy implements AutoCloseable {

    private static final int LONGEST_NAME = 63; // bytes

    private final Connection connection;
    private final Target schema;
    private final String table;
    private final List<String> columns;
    private final ColumnType[] types;
    private final CopyFields fields = new CopyFields(this::take);
    private CopyIn copy; // null while none is open
    private long added; // to it

    /// @param place of the header, for messages
    /// @throws LoadStopped.Failed where no table can have such a name or such columns
    TableCopy(
            Connection connection,
            Target schema,
            String table,
            List<String> columns,
            Map<String, ColumnType> types,
            String place) {
        this.connection = connection;
        this.schema = schema;
        this.table = table;
        this.columns = columns;
        this.types =
                columns.stream()
                        .map(column -> types.getOrDefault(column, ColumnType.TEXT))
                        .toArray(ColumnType[]::new);
        requireNames(place);
    }

    private void requireNames(String place) {
        if (columns.isEmpty()) {
            throw new LoadStopped.Failed(
                    place
                            + ": expected a line that names the columns, found none; nothing was promoted");
        }
        var seen = new HashSet<String>();
        var names = new ArrayList<>(columns);
        names.add(table);
        for (var name : names) {
            if (name.isEmpty()
                    || name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME
                    || name.chars().anyMatch(Character::isISOControl)) {
                throw new LoadStopped.Failed(
                        "%s: expected names of 1 to %d bytes for the table and its columns, found \"%s\"; nothing was promoted"
                                .formatted(place, LONGEST_NAME, name));
            }
        }
        for (var column : columns) {
            if (!seen.add(column)) {
                throw new LoadStopped.Failed(
                        "%s: expected each column once, found %s again; nothing was promoted"
                                .formatted(place, column));
            }
        }
    }

    /// Makes it, with texts packed by lz4 where the server can.
    void make(boolean lz4) throws SQLException {
        var definition =
                IntStream.range(0, types.length)
                        .mapToObj(at ->
                                Identifier.quoted(columns.get(at))
                                        + " "
                                        + types[at].sql()
                                        + (lz4 && types[at] == ColumnType.TEXT
                                                ? " COMPRESSION lz4"
                                                : ""))
                        .collect(Collectors.joining(", "));
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE %s (%s)"
                            .formatted(Identifier.quoted(schema.schema(), table), definition));
        }
    }

    /// Takes a record as a row; empty is NULL.
    ///
    /// @throws RowRejectedException where a value does not fit; nothing of it was taken then
    void add(Row row) throws SQLException {
        var in = row.bytes();
        for (var at = 0; at < types.length; at++) {
            var from = row.start(at);
            var to = row.end(at);
            if (from < to && !types[at].fits(in, from, to)) {
                throw new RowRejectedException(
                        columns.get(at) + ": " + types[at].expected(), shown(row, at));
            }
        }
        begin();
        fields.beginRow(types.length);
        for (var at = 0; at < types.length; at++) {
            if (row.start(at) == row.end(at)) {
                fields.none();
            } else {
                types[at].write(fields, in, row.start(at), row.end(at), row.isDoubled(at));
            }
        }
        fields.endRow();
        added++;
    }

    private static String shown(Row row, int at) {
        var length = Math.min(200, row.end(at) - row.start(at));
        return '"' + new String(row.bytes(), row.start(at), length, StandardCharsets.UTF_8) + '"';
    }

    // The table was made in this transaction, so that its rows need no second look.
    private void begin() throws SQLException {
        if (copy == null) {
            copy =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "COPY %s FROM STDIN (FORMAT binary, FREEZE true, ENCODING 'UTF8')"
                                            .formatted(Identifier.quoted(schema.schema(), table)));
            fields.begin();
        }
    }

    private void take(byte[] bytes, int length) throws SQLException {
        copy.writeToCopy(bytes, 0, length);
    }

    /// Lets other statements use the connection; the next row goes on.
    void pause() throws SQLException {
        if (copy != null) {
            fields.end();
            var taken = copy.endCopy();
            copy = null;
            if (taken != added) {
                throw new LoadStopped.Failed(
                        "table %s: expected COPY to take %d rows, found that it took %d; nothing was promoted"
                                .formatted(table, added, taken));
            }
            added = 0;
        }
    }

    /// Behind the last row: lets the planner know what is there.
    void finish() throws SQLException {
        pause();
        try (var statement = connection.createStatement()) {
            statement.execute("ANALYZE " + Identifier.quoted(schema.schema(), table));
        }
    }

    @Override
    public void close() throws SQLException {
        if (copy != null && copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
