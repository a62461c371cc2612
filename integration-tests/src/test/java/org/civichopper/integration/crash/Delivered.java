package org.civichopper.integration.crash;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.civichopper.model.document.Limits;
import org.civichopper.model.document.Sha256;

/// A content that a scraper put under a key.
///
/// @param hash as much of it as names of stored objects have
record Delivered(String key, String hash) {

    private static final Pattern STORED =
            Pattern.compile(
                    "(?:archived|rejected)/\\d{4}-\\d\\d-\\d\\d/(.+)\\.([0-9a-f]{12})(\\.json(?:\\.gz)?)");

    static Set<Delivered> all(Map<String, byte[]> documents) {
        return documents.entrySet().stream()
                .map(each -> new Delivered(each.getKey(), name(each.getValue())))
                .collect(Collectors.toSet());
    }

    // What is too large is never read, and its name comes from its ETag.
    private static String name(byte[] content) {
        var named = content.length > Limits.DEFAULT.bytes() ? etag(content) : content;
        return Sha256.hex(named).substring(0, 12);
    }

    private static byte[] etag(byte[] content) {
        try {
            var md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
            return "\"%s\"".formatted(md5).getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /// What lies under a key of the bucket; under one that is no place for anything, that itself.
    static Delivered at(String storedKey) {
        var stored = STORED.matcher(storedKey);
        return stored.matches()
                ? new Delivered(stored.group(1) + stored.group(3), stored.group(2))
                : new Delivered(storedKey, "not put away");
    }
}
