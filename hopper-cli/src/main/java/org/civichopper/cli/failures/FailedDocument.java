package org.civichopper.cli.failures;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Limits;
import org.civichopper.model.wire.ObjectKey;

/// What failed, as it lies in the bucket, or the message that it is.
///
/// @param where its key, or `message`
/// @param content unpacked; of something larger than any document, its beginning
public record FailedDocument(String where, byte[] content) {

    public static Optional<FailedDocument> read(Failure failure, BucketAndQueue site) {
        var objects = new StoredObjects(site.s3(), site.bucket());
        var inBucket =
                failure.storedKey()
                        .flatMap(key -> at(objects, key))
                        .or(() ->
                                ObjectKey.ofDocument(failure.file())
                                        .flatMap(key -> at(objects, key.value())));
        return inBucket.or(() -> message(failure));
    }

    public static Optional<FailedDocument> message(Failure failure) {
        return failure.message()
                .map(body -> new FailedDocument("message", body.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<FailedDocument> at(StoredObjects objects, String key) {
        return objects.read(key).map(bytes -> new FailedDocument(key, unpacked(key, bytes)));
    }

    // What says that it is packed and is not is shown as it is: that may be the very failure.
    static byte[] unpacked(String key, byte[] bytes) {
        if (!key.endsWith(".gz") && !DocumentReader.isPacked(bytes)) {
            return bytes;
        }
        try (var unpacking = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return unpacking.readNBytes((int) Limits.DEFAULT.bytes());
        } catch (IOException e) {
            return bytes;
        }
    }
}
