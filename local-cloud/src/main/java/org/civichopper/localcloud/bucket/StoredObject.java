package org.civichopper.localcloud.bucket;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.civichopper.localcloud.LocalCloudException;

/// An object as it stands.
///
/// @param etag with its quotes
public record StoredObject(String key, Content content, String etag, Instant modified) {

    private static final Instant QUARTER = Instant.parse("2026-06-30T11:02:14Z");

    /// With the ETag of what was put at once: its MD5.
    public static StoredObject of(String key, Content content) {
        return new StoredObject(key, content, "\"" + md5(content) + "\"", QUARTER);
    }

    /// With an ETag of what was put in so many parts, which is the MD5 of nothing.
    public StoredObject inParts(int parts) {
        return new StoredObject(
                key, content, etag.substring(0, etag.length() - 1) + "-" + parts + "\"", modified);
    }

    private static String md5(Content content) {
        try (var in = content.from(0)) {
            var md5 = MessageDigest.getInstance("MD5");
            var bytes = new byte[1 << 16];
            for (var read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                md5.update(bytes, 0, read);
            }
            return HexFormat.of().formatHex(md5.digest());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new LocalCloudException("cannot read what is to be put: " + e, e);
        }
    }
}
