package org.civichopper.bulk.openstates.zip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// UUIDs of version 5: the same name has the same one.
final class NamedUuid {

    private static final UUID URL = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private NamedUuid() {}

    /// In the namespace of URLs.
    static UUID ofUrl(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-1");
            digest.update(
                    ByteBuffer.allocate(16)
                            .putLong(URL.getMostSignificantBits())
                            .putLong(URL.getLeastSignificantBits())
                            .flip());
            var hash = ByteBuffer.wrap(digest.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(
                    hash.getLong() & ~0xf000L | 0x5000L,
                    hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
