package org.civichopper.cli.failures;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.database.Database;
import org.civichopper.model.document.Kind;
import org.civichopper.model.text.BillIdentifier;
import org.civichopper.model.wire.ObjectKey;

/// A failed document on disk, with what came with it and what it needs, in the layout of a scrape.
final class FetchedBatch {

    private final Database database;
    private final StoredObjects objects;
    private final Path directory;
    private final List<String> written = new ArrayList<>();
    private final List<String> gone = new ArrayList<>();

    FetchedBatch(Database database, BucketAndQueue site, Path directory) {
        this.database = database;
        this.objects = new StoredObjects(site.s3(), site.bucket());
        this.directory = directory;
    }

    /// The keys of what lies in the directory now, the failed document first.
    List<String> written() {
        return written;
    }

    /// The keys of what the bucket does not have any more.
    List<String> gone() {
        return gone;
    }

    /// @throws CannotRunException when the document is not to be had
    void fetch(Failure failure) throws SQLException, IOException {
        var key =
                ObjectKey.ofDocument(failure.file())
                        .orElseThrow(() ->
                                new CannotRunException(
                                        failure.file()
                                                + ": expected a document of the bucket, found"
                                                + " none: hopper failures show "
                                                + failure.id()
                                                + " shows what failed"));
        var content =
                failure.storedKey()
                        .flatMap(objects::read)
                        .or(() -> objects.read(key.value()))
                        .orElseThrow(() ->
                                new CannotRunException(
                                        key
                                                + ": its object is gone from the bucket: "
                                                + failure.storedKey().orElse(key.value())));
        write(key, content);
        for (var kept : batch(failure)) {
            bring(kept);
        }
        if (!key.kind().equals(Kind.JURISDICTION.word())) {
            bringJurisdiction(failure, key);
        }
        if (key.kind().equals(Kind.VOTE_EVENT.word())) {
            bringBill(failure, key, content);
        }
    }

    private List<KeptObjects.Kept> batch(Failure failure) throws SQLException {
        if (failure.batch().isEmpty() || failure.jurisdictionId().isEmpty()) {
            return List.of();
        }
        return database.inTransaction(connection ->
                new KeptObjects(connection)
                        .ofBatch(
                                failure.batch().getAsLong(),
                                failure.jurisdictionId().get(),
                                failure.at()));
    }

    private void bringJurisdiction(Failure failure, ObjectKey key)
            throws SQLException, IOException {
        if (failure.jurisdictionId().isEmpty()) {
            return;
        }
        var its =
                key.folder()
                        + "/jurisdiction_"
                        + failure.jurisdictionId().get().replace('/', '-')
                        + ".json";
        bringLatest(List.of(its, its + ".gz"));
    }

    private void bringBill(Failure failure, ObjectKey key, byte[] vote)
            throws SQLException, IOException {
        var json = json(FailedDocument.unpacked(key.value(), vote));
        var id = json.path("bill").asText("");
        var its = key.folder() + "/bill_" + id + ".json";
        if (bringLatest(List.of(its, its + ".gz"))) {
            return;
        }
        Optional<KeptObjects.Kept> bill =
                database.inTransaction(connection ->
                        new KeptObjects(connection)
                                .ofBill(
                                        id,
                                        failure.jurisdictionId().orElse(""),
                                        json.path("legislative_session").asText(""),
                                        BillIdentifier.normalised(
                                                json.path("bill_identifier").asText(""))));
        if (bill.isPresent()) {
            bring(bill.get());
        }
    }

    // Only a first look: what is wrong with it is what somebody wants to find out.
    private static JsonNode json(byte[] content) {
        var mapper = new JsonMapper();
        try {
            return mapper.readTree(content);
        } catch (IOException e) {
            return mapper.missingNode();
        }
    }

    private boolean bringLatest(List<String> objectKeys) throws SQLException, IOException {
        Optional<KeptObjects.Kept> latest =
                database.inTransaction(
                        connection -> new KeptObjects(connection).latest(objectKeys));
        if (latest.isPresent()) {
            bring(latest.get());
        }
        return latest.isPresent();
    }

    private void bring(KeptObjects.Kept kept) throws IOException {
        var key = ObjectKey.ofDocument(kept.objectKey());
        if (key.isEmpty() || written.contains(kept.objectKey())) {
            return;
        }
        var content = objects.read(kept.storedKey()).or(() -> objects.read(kept.objectKey()));
        if (content.isPresent()) {
            write(key.get(), content.get());
        } else {
            gone.add(kept.objectKey());
        }
    }

    private void write(ObjectKey key, byte[] content) throws IOException {
        var file = directory.resolve(key.value());
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        written.add(key.value());
    }
}
