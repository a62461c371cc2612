package org.civichopper.cli.failures;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.database.Database;
import org.civichopper.database.TextColumns;
import org.civichopper.importer.arrival.Delivery;
import org.civichopper.importer.arrival.StoredKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Objects that were put away and of which the ledger has no receipt: it is older than they are, as
/// after the restore of an older backup. A receipt is there before its object is put away.
public final class ForgottenObjects {

    /// @param putAwayAt the last time that it was
    public record Forgotten(StoredKey key, Instant putAwayAt) {}

    /// What hears of them, a page at a time.
    public interface Listener {
        void forgotten(List<Forgotten> page) throws SQLException;
    }

    /// How far was looked.
    ///
    /// @param from the earliest day that was looked at
    /// @param whole whether all were looked at, and not only the first of that day
    public record Looked(long objects, LocalDate from, LocalDate to, boolean whole) {}

    /// How long an object may have waited for being put away: as long as the queue keeps a message.
    public static final int DAYS_ON_THE_WAY = 7;

    private final Database database;
    private final S3Client s3;
    private final String bucket;

    public ForgottenObjects(Database database, S3Client s3, String bucket) {
        this.database = database;
        this.s3 = s3;
        this.bucket = bucket;
    }

    /// Looks through those that came from that day on, the last day first.
    ///
    /// @param since only those that were put away since then
    /// @param most how many objects are looked at
    public Looked find(LocalDate from, Instant since, long most, Listener listener)
            throws SQLException {
        var today = Instant.now().atOffset(ZoneOffset.UTC).toLocalDate();
        var looked = new Looked(0, today, today, true);
        for (var day = today; !day.isBefore(from) && looked.whole(); day = day.minusDays(1)) {
            var objects = looked.objects();
            for (var folder : List.of(Delivery.ARCHIVED, Delivery.REJECTED)) {
                objects += find(folder + "/" + day + "/", since, most - objects, listener);
            }
            looked = new Looked(objects, day, today, objects < most);
        }
        return looked;
    }

    private long find(String prefix, Instant since, long most, Listener listener)
            throws SQLException {
        var objects = 0L;
        var pages = s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix));
        for (var page : pages) {
            if (objects >= most) {
                break;
            }
            objects += page.contents().size();
            var putAway = new ArrayList<Forgotten>();
            for (S3Object object : page.contents()) {
                StoredKey.parse(object.key())
                        .filter(_ -> !object.lastModified().isBefore(since))
                        .ifPresent(key -> putAway.add(new Forgotten(key, object.lastModified())));
            }
            List<Forgotten> forgotten =
                    database.inTransaction(connection -> withoutReceipt(connection, putAway));
            if (!forgotten.isEmpty()) {
                listener.forgotten(forgotten);
            }
        }
        return objects;
    }

    private static final String WITHOUT_RECEIPT =
            """
            SELECT position
              FROM unnest(?, ?) WITH ORDINALITY AS asked (object_key, hash, position)
             WHERE NOT EXISTS (
                   SELECT FROM hopper.receipt r
                    WHERE r.object_key = asked.object_key
                      AND starts_with(r.content_hash, asked.hash))
             ORDER BY position
            """;

    private static List<Forgotten> withoutReceipt(Connection connection, List<Forgotten> objects)
            throws SQLException {
        var without = new ArrayList<Forgotten>();
        try (var statement = connection.prepareStatement(WITHOUT_RECEIPT)) {
            TextColumns.bind(
                    statement,
                    1,
                    objects,
                    each -> each.key().objectKey().value(),
                    each -> each.key().hash());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    without.add(objects.get(rows.getInt(1) - 1));
                }
            }
        }
        return without;
    }
}
