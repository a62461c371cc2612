package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.civichopper.cli.doctor.Outcome.Well;
import org.civichopper.cli.failures.ForgottenObjects;
import org.civichopper.cli.failures.ForgottenObjects.Forgotten;
import org.civichopper.cli.failures.ForgottenObjects.Looked;
import org.civichopper.database.Database;
import software.amazon.awssdk.services.s3.S3Client;

/// Whether the ledger knows what was put away. After the restore of an older backup its last
/// receipt is older than that, so this looks from as long before it as an object may have waited.
final class Archived {

    private static final int MOST = 50_000; // some ten seconds
    private static final int LONGEST = 31; // days

    private final Database database;
    private final S3Client s3;
    private final String bucket;
    private long objects;
    private Optional<Forgotten> first = Optional.empty();

    Archived(Database database, S3Client s3, String bucket) {
        this.database = database;
        this.s3 = s3;
        this.bucket = bucket;
    }

    Outcome examine() throws SQLException {
        var today = Instant.now().atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate last =
                database.inTransaction(Archived::lastReceipt)
                        .map(at -> at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate())
                        .filter(day -> day.isBefore(today))
                        .orElse(today);
        var from = last.minusDays(ForgottenObjects.DAYS_ON_THE_WAY);
        var earliest = today.minusDays(LONGEST);
        var looked =
                new ForgottenObjects(database, s3, bucket)
                        .find(
                                from.isBefore(earliest) ? earliest : from,
                                Instant.EPOCH,
                                MOST,
                                page -> {
                                    objects += page.size();
                                    page.forEach(this::remember);
                                });
        return first.map(example -> found(example, looked))
                .orElseGet(() -> new Well("each has its receipt, of " + inWords(looked)));
    }

    private void remember(Forgotten object) {
        if (first.filter(known -> !object.putAwayAt().isBefore(known.putAwayAt())).isEmpty()) {
            first = Optional.of(object);
        }
    }

    private Outcome found(Forgotten example, Looked looked) {
        return Outcome.found(
                "s3://" + bucket + "/" + example.key().value(),
                "a receipt for each object that was put away",
                "none for %,d of %s".formatted(objects, inWords(looked)),
                "hopper replay --from-archive --since %s; docs/runbook.md#after-a-restore-of-an-older-backup says when"
                        .formatted(example.putAwayAt()));
    }

    private static String inWords(Looked looked) {
        return "%s%,d objects that came from %s to %s"
                .formatted(
                        looked.whole() ? "the " : "the first ",
                        looked.objects(),
                        looked.from(),
                        looked.to());
    }

    private static final String LAST_RECEIPT =
            """
            SELECT max(committed_at)
              FROM hopper.receipt
            """;

    private static Optional<OffsetDateTime> lastReceipt(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(LAST_RECEIPT);
                var rows = statement.executeQuery()) {
            rows.next();
            return Optional.ofNullable(rows.getObject(1, OffsetDateTime.class));
        }
    }
}
