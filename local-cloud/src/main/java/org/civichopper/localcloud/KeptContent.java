package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A second name for the content of an object, which says what is known of it. The bucket server
/// replaces the content of an object first and then what it knows of it, so a kill in between would
/// leave one version's content under another's name.
///
/// @param named beside the content
record KeptContent(Path content, Path named) {

    private static final String CONTENT = "binaryData";

    /// @param metadata the file with what is known of the object
    static KeptContent of(Path metadata, long lastModified, String etag) {
        var content = metadata.resolveSibling(CONTENT);
        var name = "%s-%d-%s".formatted(CONTENT, lastModified, etag.replaceAll("[^0-9a-z-]", ""));
        return new KeptContent(content, content.resolveSibling(name));
    }

    void keep() throws IOException {
        if (!Files.exists(named)) {
            Files.createLink(named, content);
        }
    }

    void forgetOthers() throws IOException {
        try (var others = Files.newDirectoryStream(content.getParent(), CONTENT + "-*")) {
            for (var other : others) {
                if (!other.equals(named)) {
                    Files.delete(other);
                }
            }
        }
    }

    /// Whether the content that belongs to what is known is there; it has its place afterwards.
    boolean restore(long size) throws IOException {
        if (!Files.exists(named)) { // of a version that kept no second name
            return Files.exists(content) && Files.size(content) == size;
        }
        if (!Files.exists(content) || !Files.isSameFile(content, named)) {
            var unfinished = content.resolveSibling("unfinished");
            Files.deleteIfExists(unfinished);
            Files.createLink(unfinished, named);
            Files.move(unfinished, content, StandardCopyOption.ATOMIC_MOVE);
        }
        forgetOthers();
        return true;
    }
}
