package org.civichopper.localcloud;

import com.adobe.testing.s3mock.s3.dto.ObjectOwnership;
import com.adobe.testing.s3mock.s3.dto.VersioningConfiguration;
import com.adobe.testing.s3mock.s3.model.BucketMetadata;
import com.adobe.testing.s3mock.s3.model.S3ObjectMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Brings in order what a killed bucket server left, before the next one reads it: what was put or
/// deleted only in part is as if that had not begun, or had ended. Nothing that a sender was told
/// is there goes.
///
/// @param folder with a folder for each bucket, and in that one for each object
record BucketRepair(JsonMapper json, Path folder) {

    private static final String BUCKET = "bucketMetadata.json";
    private static final String OBJECT = "objectMetadata.json";
    private static final Pattern OBJECT_FOLDER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-.+");

    void repair() throws IOException {
        for (var bucket : foldersIn(folder)) {
            var file = bucket.resolve(BUCKET);
            if (Files.exists(file)) {
                var known = read(file, BucketMetadata.class);
                if (known.isEmpty() || !known.get().isVersioningEnabled()) {
                    repair(bucket, known);
                }
            }
        }
    }

    private void repair(Path bucket, Optional<BucketMetadata> known) throws IOException {
        var whole = new HashMap<UUID, S3ObjectMetadata>();
        for (var object : objectsIn(bucket)) {
            wholeObject(object).ifPresent(it -> whole.put(it.getId(), it));
        }
        var standing = new HashMap<String, UUID>();
        if (known.isPresent()) {
            standing.putAll(known.get().getObjects());
            standing.values().retainAll(whole.keySet());
        } else { // emptied by a version that wrote it in place
            whole.forEach((id, object) -> standing.put(object.getKey(), id));
        }
        if (known.isEmpty() || !standing.equals(known.get().getObjects())) {
            json.writeValue(bucket.resolve(BUCKET).toFile(), with(standing, bucket, known));
        }
        for (var object : objectsIn(bucket)) {
            if (!standing.containsValue(UUID.fromString(object.getFileName().toString()))) {
                Folders.delete(object);
            }
        }
    }

    private Optional<S3ObjectMetadata> wholeObject(Path object) throws IOException {
        var file = object.resolve(OBJECT);
        var found = read(file, S3ObjectMetadata.class);
        if (found.isEmpty()) {
            return found;
        }
        var content = KeptContent.of(file, found.get().getLastModified(), found.get().getEtag());
        return content.restore(Long.parseLong(found.get().getSize())) ? found : Optional.empty();
    }

    private static BucketMetadata with(
            Map<String, UUID> objects, Path folder, Optional<BucketMetadata> known) {
        var bucket =
                known.orElseGet(() ->
                        new BucketMetadata(
                                folder.getFileName().toString(),
                                Instant.now().toString(),
                                new VersioningConfiguration(null, null),
                                null,
                                null,
                                ObjectOwnership.BUCKET_OWNER_ENFORCED,
                                folder,
                                LocalQueue.REGION,
                                null,
                                null,
                                Map.of()));
        return new BucketMetadata(
                bucket.getName(),
                bucket.getCreationDate(),
                bucket.getVersioningConfiguration(),
                bucket.getObjectLockConfiguration(),
                bucket.getBucketLifecycleConfiguration(),
                bucket.getObjectOwnership(),
                bucket.getPath(),
                bucket.getBucketRegion(),
                bucket.getBucketInfo(),
                bucket.getLocationInfo(),
                objects);
    }

    private <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Files.exists(file)
                    ? Optional.of(json.readValue(file.toFile(), type))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static List<Path> objectsIn(Path bucket) throws IOException {
        var objects = foldersIn(bucket);
        objects.removeIf(it -> !OBJECT_FOLDER.matcher(it.getFileName().toString()).matches());
        return objects;
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        var folders = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            all.forEach(folders::add);
        }
        return folders;
    }
}
