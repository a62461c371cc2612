package org.civichopper.cli.failures;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/// Which rejections were put back, in the transaction that puts them back.
final class ReplayMarks {

    private final Connection connection;

    ReplayMarks(Connection connection) {
        this.connection = connection;
    }

    private static final String LOCK =
            """
            SELECT id
              FROM hopper.rejected
             WHERE id = ANY (?)
               AND replayed_at IS NULL
             ORDER BY id
               FOR UPDATE SKIP LOCKED
            """;

    /// Those that are failures still, and that nobody else is just putting back.
    List<Failure> lock(List<Failure> rejected) throws SQLException {
        var locked = new HashSet<FailureId>();
        try (var statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, numbers(rejected.stream().map(Failure::id).toList()));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    locked.add(new FailureId.Rejection(rows.getLong(1)));
                }
            }
        }
        return rejected.stream().filter(failure -> locked.contains(failure.id())).toList();
    }

    private static final String MARK =
            """
            UPDATE hopper.rejected
               SET replayed_at = clock_timestamp()
             WHERE id = ANY (?)
            """;

    void mark(List<Replayed> sent) throws SQLException {
        try (var statement = connection.prepareStatement(MARK)) {
            statement.setArray(1, numbers(sent.stream().map(Replayed::id).toList()));
            statement.executeUpdate();
        }
    }

    private Array numbers(Collection<FailureId> ids) throws SQLException {
        var numbers =
                ids.stream()
                        .filter(FailureId.Rejection.class::isInstance)
                        .map(id -> ((FailureId.Rejection) id).number())
                        .toArray(Long[]::new);
        return connection.createArrayOf("bigint", numbers);
    }
}
