package org.civichopper.bulk.courtlistener;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.civichopper.bulk.courtlistener.bucket.Manifest;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Target;
import org.civichopper.bulk.ledger.Reject;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Copies chunks of records into one table, as they came. Where Postgres refuses a chunk, it is
/// halved at the boundaries of its records until the bad ones stand alone: they are set aside, the
/// others are loaded.
final class Copying {

    // What a reject shows of a record; Reject shortens it further.
    private static final int LONGEST_SHOWN = 4_096;
    private static final String ENDED_EARLY = "22P04"; // bad_copy_file_format
    private static final Pattern COLUMN = Pattern.compile("^COPY .*?, line \\d+, column ([^:]+)");

    private final Connection connection;
    private final String copy;
    private final Records records;
    private final String place;
    private final List<Reject> rejects = new ArrayList<>();
    private long rows;

    /// @param copy the statement
    /// @param place of a record, up to its offset
    Copying(Connection connection, String copy, Records records, String place) {
        this.connection = connection;
        this.copy = copy;
        this.records = records;
        this.place = place;
    }

    /// With exactly the options of the load script.
    static String statement(Manifest.Entry entry, Target to) {
        return "COPY %s (%s) FROM STDIN (FORMAT csv, ENCODING 'UTF8', QUOTE %s, ESCAPE %s)"
                .formatted(
                        Identifier.quoted(to.schema(), entry.table()),
                        entry.columns().stream()
                                .map(Identifier::quoted)
                                .collect(Collectors.joining(", ")),
                        literal(entry.dialect().quote()),
                        literal(entry.dialect().escape()));
    }

    private static String literal(char letter) {
        return letter == '\\' ? "E'\\\\'" : "'" + letter + "'";
    }

    /// Those that were set aside so far.
    List<Reject> rejects() {
        return rejects;
    }

    /// How many rows were loaded so far.
    long rows() {
        return rows;
    }

    /// @param offset of the first of these bytes in what the slice unpacks to
    void copy(byte[] bytes, int length, long offset) throws SQLException {
        var chunk = new Chunk(bytes, offset);
        var refusal = refusal(chunk, 0, length);
        if (refusal.isPresent()) {
            var starts = records.starts(bytes, 0, length);
            halve(chunk, starts, 0, starts.length, length, refusal.get());
        }
    }

    private record Chunk(byte[] bytes, long offset) {}

    // Of these records the last one ends at `end`; together they were refused.
    private void halve(Chunk chunk, int[] starts, int first, int last, int end, SQLException reason)
            throws SQLException {
        if (last - first == 1) {
            one(chunk, starts[first], end, reason);
            return;
        }
        var middle = (first + last) >>> 1;
        var left = refusal(chunk, starts[first], starts[middle]);
        if (left.isPresent()) {
            halve(chunk, starts, first, middle, starts[middle], left.get());
        }
        var right = refusal(chunk, starts[middle], end);
        if (right.isPresent()) {
            halve(chunk, starts, middle, last, end, right.get());
        }
    }

    // What stands alone by its boundaries may still be several: the first column of the second was
    // no number.
    private void one(Chunk chunk, int from, int to, SQLException reason) throws SQLException {
        var careful = records.carefully(chunk.bytes(), from, to);
        if (careful.length == 1) {
            rejects.add(reject(chunk, from, to, reason));
            return;
        }
        for (var number = 0; number < careful.length; number++) {
            var end = number + 1 < careful.length ? careful[number + 1] : to;
            var its = refusal(chunk, careful[number], end);
            if (its.isPresent()) {
                rejects.add(reject(chunk, careful[number], end, its.get()));
            }
        }
    }

    // Empty where all of it was loaded.
    private Optional<SQLException> refusal(Chunk chunk, int from, int to) throws SQLException {
        var savepoint = connection.setSavepoint();
        try {
            var taken = copied(chunk.bytes(), from, to);
            requireAll(chunk, from, to, taken);
            rows += taken;
            connection.releaseSavepoint(savepoint);
            return Optional.empty();
        } catch (SQLException e) {
            if (!isOfTheRecord(e)) {
                throw e;
            }
            connection.rollback(savepoint);
            connection.releaseSavepoint(savepoint);
            return Optional.of(e);
        }
    }

    // Before Postgres 18 a line of only \. ends a copy, and what follows is passed over without a
    // word.
    private void requireAll(Chunk chunk, int from, int to, long taken) throws SQLException {
        if (connection.getMetaData().getDatabaseMajorVersion() >= 18) {
            return;
        }
        var given = records.starts(chunk.bytes(), from, to).length;
        if (taken < given) {
            throw new SQLException(
                    "expected %d records to be taken, found %d: a line of only \\. ends a copy"
                            .formatted(given, taken),
                    ENDED_EARLY);
        }
    }

    private long copied(byte[] bytes, int from, int to) throws SQLException {
        var in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            in.writeToCopy(bytes, from, to - from);
            return in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
    }

    // A value that its type refuses, a wrong number of fields, U+0000; NULL in NOT NULL; a CHECK;
    // a field that is longer than any may be.
    private static boolean isOfTheRecord(SQLException e) {
        var state = Optional.ofNullable(e.getSQLState()).orElse("");
        return state.startsWith("22")
                || state.equals("23502")
                || state.equals("23514")
                || state.equals("54000");
    }

    private Reject reject(Chunk chunk, int from, int to, SQLException reason) {
        var length = Math.min(to - from, LONGEST_SHOWN);
        var text = new String(chunk.bytes(), from, length, StandardCharsets.UTF_8);
        return new Reject(
                place + (chunk.offset() + from),
                records.key(text),
                "a record that Postgres takes" + column(reason).map(" in "::concat).orElse(""),
                said(reason),
                text);
    }

    private static String said(SQLException reason) {
        return server(reason).map(ServerErrorMessage::getMessage).orElse(reason.getMessage());
    }

    private static Optional<String> column(SQLException reason) {
        return server(reason)
                .map(ServerErrorMessage::getWhere)
                .map(COLUMN::matcher)
                .filter(Matcher::find)
                .map(found -> "column " + found.group(1))
                .or(() -> server(reason).map(ServerErrorMessage::getColumn).map("column "::concat));
    }

    private static Optional<ServerErrorMessage> server(SQLException reason) {
        return reason instanceof PSQLException e
                ? Optional.ofNullable(e.getServerErrorMessage())
                : Optional.empty();
    }
}
