package org.civichopper.integration.telling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.failures.Failure;
import org.civichopper.cli.failures.FailureFilter;
import org.civichopper.cli.failures.FailureId;
import org.civichopper.cli.failures.FailureReader;
import org.civichopper.cli.status.Inbox;
import org.civichopper.cli.status.Status;
import org.civichopper.cli.status.StatusReader;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.notice.Occasion;
import org.civichopper.importer.notice.Occasions;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a status counts, `hopper failures` lists and people are told of is the same.
class FailingAgreementTest {

    // Each file is named for what became of it since it failed, half an hour ago. Each
    // rejection expects something else, so that people are told of it by itself.
    private static final String EVERY_KIND =
            """
            INSERT INTO hopper.failed (file, jurisdiction_id, error, times, last_at)
            SELECT file, jurisdiction, 'error of ' || file, 3, now() - interval '30 minutes'
              FROM (VALUES ('fails', 'queue'), ('done before', 'queue'), ('inserted', 'queue'),
                           ('superseded', 'queue'), ('parked', 'queue'), ('refused', 'queue'),
                           ('waited too long', 'queue'), ('object gone', 'queue'),
                           ('named by a foreigner', 'queue'), ('imported again', 'directory'),
                           ('being imported', 'running'), ('beside an import', 'both'))
                   AS given (file, jurisdiction);
            INSERT INTO hopper.receipt (object_key, etag, put_at, content_hash, jurisdiction_id, kind, outcome,
                   received_at, committed_at)
            SELECT file, 'e', now(), 'h', 'queue', 'bill', outcome, now(), now() - ago
              FROM (VALUES ('done before', 'update', interval '40 minutes'),
                           ('inserted', 'insert', '20 minutes'), ('superseded', 'superseded', '20 minutes'),
                           ('parked', 'parked', '20 minutes'), ('refused', 'rejected', '20 minutes'))
                   AS given (file, outcome, ago);
            INSERT INTO hopper.rejected (jurisdiction_id, kind, file, message, place, expected, found,
                   rejected_at, replayed_at)
            SELECT 'queue', 'bill', file, message, place, file, 'none', now() - interval '20 minutes', replayed
              FROM (VALUES ('refused', NULL, 'title', NULL::timestamptz),
                           ('waited too long', NULL, 'document', NULL),
                           ('object gone', '{}', 'object', NULL),
                           ('named by a foreigner', '{}', 'jurisdiction_id', NULL),
                           ('no key at all', '{}', 'file_path', NULL),
                           ('put back', NULL, 'title', now()))
                   AS given (file, message, place, replayed);
            INSERT INTO hopper.run (id, jurisdiction_id, source, began_at, ended_at)
            SELECT id, jurisdiction, 'directory', now() - began, now() - ended
              FROM (VALUES ('one', 'directory', interval '40 minutes', interval '20 minutes'),
                           ('two', 'directory', '10 minutes', '5 minutes'),
                           ('three', 'running', '40 minutes', '20 minutes'),
                           ('four', 'running', '10 minutes', NULL),
                           ('five', 'both', '3 hours', '2 hours'),
                           ('six', 'both', '10 minutes', '5 minutes'))
                   AS given (id, jurisdiction, began, ended)
            """;

    private Database database;

    @BeforeEach
    void fill() throws Exception {
        var url = DatabaseUrl.parse(TestDatabases.fresh());
        try (var connection = url.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(EVERY_KIND);
        }
        database = Database.open(DatabaseConfig.of(url));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatNothingHasSettledIsListedAndToldAndCounted() throws Exception {
        var failing =
                List.of(
                        "being imported",
                        "beside an import",
                        "done before",
                        "fails",
                        "named by a foreigner");
        assertThat(listed(FailureId.Failing.class)).containsExactlyInAnyOrderElementsOf(failing);
        assertThat(told(false)).containsExactlyInAnyOrderElementsOf(failing);
        assertThat(status().failing().documents()).isEqualTo(failing.size());
        assertThat(status().failing().repeated()).isEqualTo(failing.size());
    }

    @Test
    void whatWasRejectedAndNotPutBackIsListedAndToldAndCounted() throws Exception {
        var rejected =
                List.of(
                        "named by a foreigner",
                        "no key at all",
                        "object gone",
                        "refused",
                        "waited too long");
        assertThat(listed(FailureId.Rejection.class)).containsExactlyInAnyOrderElementsOf(rejected);
        assertThat(told(true)).containsExactlyInAnyOrderElementsOf(rejected);
        assertThat(status().rejected().open()).isEqualTo(rejected.size());
    }

    private Status status() throws Exception {
        try (var nothing = Inbox.of(Map.of())) {
            return new StatusReader(database, nothing, Duration.ofMinutes(5)).read();
        }
    }

    private List<String> listed(Class<? extends FailureId> sort) throws Exception {
        return new FailureReader(database, Optional.empty())
                .failures(FailureFilter.ALL, 100).stream()
                        .filter(failure -> sort.isInstance(failure.id()))
                        .map(Failure::file)
                        .toList();
    }

    private List<String> told(boolean rejected) throws Exception {
        return database
                .inTransaction(connection -> new Occasions(connection).find(Duration.ofMinutes(5)))
                .stream()
                .filter(Occasion.Failure.class::isInstance)
                .map(Occasion.Failure.class::cast)
                .filter(failure -> failure.rejected() == rejected)
                .map(Occasion.Failure::file)
                .toList();
    }
}
