package org.civichopper.localcloud.bucket;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.NavigableMap;

/// A page of the keys of a bucket, as XML.
final class Listing {

    // So that a token holds what has to be percent-encoded: it begins with +/.
    private static final byte[] SALT = {(byte) 0xfb, (byte) 0xff, (byte) 0xfe};
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Listing() {}

    /// @throws IllegalArgumentException where the token is none of ours
    static String page(
            NavigableMap<String, StoredObject> objects, String prefix, String token, int most) {
        var behind = token.isEmpty() ? "" : key(token);
        var page =
                objects.tailMap(behind, false).values().stream()
                        .filter(object -> object.key().startsWith(prefix))
                        .limit(most + 1L)
                        .toList();
        var isTruncated = page.size() > most;
        var xml = new StringBuilder();
        xml.append(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>local</Name><Prefix>%s</Prefix>\
                """
                        .formatted(escaped(prefix)));
        if (isTruncated) {
            xml.append("<NextContinuationToken>")
                    .append(token(page.get(most - 1).key()))
                    .append("</NextContinuationToken>");
        }
        xml.append("<KeyCount>%d</KeyCount>".formatted(Math.min(most, page.size())));
        xml.append(
                "<MaxKeys>%d</MaxKeys><IsTruncated>%s</IsTruncated>".formatted(most, isTruncated));
        page.stream().limit(most).forEach(object -> xml.append(entry(object)));
        return xml.append("</ListBucketResult>").toString();
    }

    private static String entry(StoredObject object) {
        return "<Contents><Key>%s</Key><LastModified>%s</LastModified><ETag>%s</ETag><Size>%d</Size><StorageClass>STANDARD</StorageClass></Contents>"
                .formatted(
                        escaped(object.key()),
                        TIME.format(object.modified()),
                        escaped(object.etag()),
                        object.content().size());
    }

    private static String token(String key) {
        var bytes = key.getBytes(StandardCharsets.UTF_8);
        var salted = new byte[SALT.length + bytes.length];
        System.arraycopy(SALT, 0, salted, 0, SALT.length);
        System.arraycopy(bytes, 0, salted, SALT.length, bytes.length);
        return Base64.getEncoder().encodeToString(salted);
    }

    private static String key(String token) {
        var salted = new String(Base64.getDecoder().decode(token), StandardCharsets.ISO_8859_1);
        if (!salted.startsWith(new String(SALT, StandardCharsets.ISO_8859_1))) {
            throw new IllegalArgumentException("The continuation token provided is incorrect");
        }
        return new String(
                salted.substring(SALT.length).getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
