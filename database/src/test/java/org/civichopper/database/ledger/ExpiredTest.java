package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExpiredTest {

    private static final Duration YEAR = Duration.ofDays(365);

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = TestDatabases.withTables().dataSource().getConnection();
        execute(
                """
                INSERT INTO hopper.document (jurisdiction_id, kind, natural_key, database_id)
                VALUES ('de', 'bill', 'known', 'bill-known');
                INSERT INTO hopper.sighting (document_id, unresolved, version_time, version_id_time,
                                             version_last_modified, seen_at, version_sha256)
                SELECT id, false, now(), now(), now(), now(), '' FROM hopper.document
                """);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void oldReceiptsGoOfWhatIsKnownOtherwise() throws SQLException {
        receipt("old", "NULL", "NULL", "2 years");
        receipt("old-known", "'bill-known'", "NULL", "2 years");
        receipt("new", "'bill-known'", "NULL", "1 day");

        assertThat(Expired.RECEIPTS.forget(connection, YEAR, 100)).isEqualTo(2);

        assertThat(column("SELECT object_key FROM hopper.receipt")).containsExactly("new");
    }

    /// Else an older version could win where the ledger has a gap.
    @Test
    void theyStayWhereNothingElseSaysWhatBroughtARow() throws SQLException {
        receipt("gap", "'bill-unknown'", "NULL", "2 years");

        assertThat(Expired.RECEIPTS.forget(connection, YEAR, 100)).isZero();
    }

    @Test
    void theyStayAsLongAsAScrapeIsCountedByThem() throws SQLException {
        run("open", "scrape", "NULL", "{}");
        run("unconfirmed", "scrape", "now()", "{event}");
        run("closed", "scrape", "now()", "{}");
        receipt("of-open", "NULL", "'open'", "2 years");
        receipt("of-unconfirmed", "NULL", "'unconfirmed'", "2 years");
        receipt("of-closed", "NULL", "'closed'", "2 years");

        Expired.RECEIPTS.forget(connection, YEAR, 100);

        assertThat(column("SELECT object_key FROM hopper.receipt ORDER BY 1"))
                .containsExactly("of-open", "of-unconfirmed");
    }

    @Test
    void scrapesGoThatAreClosedAndNotTheLast() throws SQLException {
        run("closed", "scrape", "now()", "{}");
        run("open", "scrape", "NULL", "{}");
        run("unconfirmed", "scrape", "now()", "{event}");
        run("last", "scrape", "now()", "{}");

        Expired.RUNS.forget(connection, YEAR, 100);

        assertThat(column("SELECT id FROM hopper.run ORDER BY 1"))
                .containsExactly("last", "open", "unconfirmed");
    }

    @Test
    void aMessageThatLiesNowhereElseStaysUntilSomebodyPutItBack() throws SQLException {
        execute(
                """
                INSERT INTO hopper.rejected (file, message, place, expected, found, rejected_at, replayed_at)
                VALUES ('message', '{', '', '', '', now() - interval '2 years', NULL),
                       ('replayed', '{', '', '', '', now() - interval '2 years', now()),
                       ('object', NULL, '', '', '', now() - interval '2 years', NULL),
                       ('new', NULL, '', '', '', now(), NULL)
                """);

        Expired.REJECTIONS.forget(connection, YEAR, 100);

        assertThat(column("SELECT file FROM hopper.rejected ORDER BY 1"))
                .containsExactly("message", "new");
    }

    /// A receipt that goes first would call its failure back.
    @Test
    void whatFailedIsForgottenBeforeWhatSaysThatItWasDone() {
        assertThat(Expired.values())
                .startsWith(Expired.FAILURES)
                .containsSubsequence(Expired.FAILURES, Expired.RECEIPTS, Expired.RUNS);
    }

    @Test
    void theLastBatchStaysHoweverOldItIs() throws SQLException {
        execute(
                """
                INSERT INTO hopper.batch (number, jurisdiction_id, kind, outcome, documents, committed_at)
                VALUES (1, '', 'bill', 'noop', 1, now() - interval '3 years'),
                       (2, '', 'bill', 'noop', 1, now() - interval '2 years')
                """);

        Expired.BATCHES.forget(connection, YEAR, 100);

        assertThat(column("SELECT number FROM hopper.batch")).containsExactly("2");
    }

    @Test
    void noMoreGoAtOnceThanThatMany() throws SQLException {
        for (int number = 1; number <= 5; number++) {
            receipt("old-" + number, "NULL", "NULL", number + " years");
        }

        assertThat(Expired.RECEIPTS.forget(connection, YEAR.dividedBy(2), 2)).isEqualTo(2);

        assertThat(column("SELECT object_key FROM hopper.receipt ORDER BY 1"))
                .containsExactly("old-1", "old-2", "old-3");
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsOldNothingGoes(Expired expired) throws SQLException {
        assertThat(expired.forget(connection, YEAR, 100)).isZero();
    }

    private void receipt(String key, String databaseId, String run, String age)
            throws SQLException {
        execute(
                """
                INSERT INTO hopper.receipt (object_key, etag, put_at, content_hash, jurisdiction_id, kind,
                                            database_id, outcome, run_id, received_at, committed_at)
                VALUES ('%s', '', now(), '', 'de', 'bill', %s, 'noop', %s, now(), now() - interval '%s')
                """
                        .formatted(key, databaseId, run, age));
    }

    // Each began a day after the one before.
    private void run(String id, String source, String closed, String unconfirmed)
            throws SQLException {
        execute(
                """
                INSERT INTO hopper.run (id, jurisdiction_id, source, began_at, closed_at, unconfirmed)
                SELECT '%s', 'de', '%s', now() - interval '2 years' + count(*) * interval '1 day', %s, '%s'
                  FROM hopper.run
                """
                        .formatted(id, source, closed, unconfirmed));
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
