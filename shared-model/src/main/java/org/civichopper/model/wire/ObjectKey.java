package org.civichopper.model.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.civichopper.model.InvalidInputException;

/// Where a scraped document lies in the bucket, for example
/// `de/bill_00c832d2-e947-11f0-8633-a2a45e751eb0.json`. A key that exists is safe to fetch.
public record ObjectKey(String value) {

    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?<folder>[a-z0-9][a-z0-9_-]*)/"
                            + "(?<kind>bill|vote_event|event|jurisdiction|organization)_"
                            + "(?<id>[^/\\p{Cc}\\p{Cs}\\\\]+)\\.json(?<zipped>\\.gz)?");
    // In bytes. S3 takes 1024; the rest is for the folder, date and hash that archiving adds.
    private static final int LONGEST = 960;
    private static final char NOT_UTF_8 = '\uFFFD'; // what a decoder puts in its place

    /// @throws InvalidInputException for a key that is no scraped document's: absolute, with `..`
    ///   or control characters, under `archive…` or `rejected/`, or of an unknown kind
    public ObjectKey {
        if (!isWork(value)) {
            throw new InvalidInputException(
                    "file_path", "the key of a scraped document", quote(value) + " (never work)");
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST
                || value.contains("..")
                || !SHAPE.matcher(value).matches()) {
            throw new InvalidInputException(
                    "file_path", "<abbr>/<type>_<id>.json or .json.gz", quote(value));
        }
    }

    /// Whether what lies under such a key may be work: nothing under `archive…` or `rejected…` is.
    public static boolean isWork(String key) {
        return !key.startsWith("archive") && !key.startsWith("rejected");
    }

    /// The key of an object, if a scraper may have put a document there.
    public static Optional<ObjectKey> ofDocument(String key) {
        try {
            return Optional.of(new ObjectKey(key));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    /// The key as a queue message carries it: perhaps URL-encoded.
    public static ObjectKey parse(String path) {
        if (path.indexOf('%') < 0) {
            return new ObjectKey(path);
        }
        return new ObjectKey(decoded(path));
    }

    private static String decoded(String path) {
        try {
            // A plus sign is a plus sign: only percent escapes are decoded.
            var key = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (key.indexOf(NOT_UTF_8) < 0) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // rejected below, as bytes that are no UTF-8 are
        }
        throw new InvalidInputException(
                "file_path", "a key with sound percent escapes", quote(path));
    }

    /// The scraper's folder, for example `de`.
    public String folder() {
        return value.substring(0, value.indexOf('/'));
    }

    /// The scraper's word for the kind of document, for example `vote_event`.
    public String kind() {
        var matcher = SHAPE.matcher(value);
        matcher.matches();
        return matcher.group("kind");
    }

    /// Whether the object is gzip.
    public boolean zipped() {
        return value.endsWith(".gz");
    }

    private static String quote(String value) {
        return '"' + (value.length() > 200 ? value.substring(0, 200) + "…" : value) + '"';
    }

    @Override
    public String toString() {
        return value;
    }
}
