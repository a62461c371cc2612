package org.civichopper.bulk.courtlistener.bucket;

import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.bulk.source.ObjectVersion;

/// A file of a bucket as it was listed.
///
/// @param name below `bulk-data/`: no path, nothing that a shell or a file system reads otherwise
/// @param etag with its quotes
public record BucketFile(String name, String etag, long bytes) {

    /// An export that failed leaves no bytes, or what bzip2 makes of none.
    private static final long BZIP2_OF_NOTHING = 14;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,180}");

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.contains("..") && !text.endsWith(".part");
    }

    /// The name of a file as its key says; empty for what lies deeper or is named strangely.
    static Optional<String> name(String key, String prefix) {
        return Optional.of(key)
                .filter(each -> each.startsWith(prefix))
                .map(each -> each.substring(prefix.length()))
                .filter(BucketFile::isName);
    }

    public ObjectVersion version() {
        return new ObjectVersion(etag, bytes);
    }

    boolean hasContent() {
        return bytes > BZIP2_OF_NOTHING;
    }
}
