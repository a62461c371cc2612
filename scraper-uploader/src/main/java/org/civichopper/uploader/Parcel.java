package org.civichopper.uploader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.Sha256;
import org.civichopper.model.file.RegularFile;
import org.civichopper.model.wire.ObjectKey;

/// A document as it was read, ready to be stored.
record Parcel(ScrapeDocument document, byte[] content, String sha256) {

    private static final int LARGEST = 32 << 20; // bytes; the largest real document has under 2 MB
    private static final int ZIPPED_FROM = 256 << 10;

    /// @throws IOException with the reason in one line
    static Parcel read(ScrapeDocument document) throws IOException {
        var content = content(document.file());
        return new Parcel(document, content, Sha256.hex(content));
    }

    /// What the bucket gets: large documents are packed, unless the scraper has done it.
    StoredDocument store(Jurisdiction jurisdiction, Optional<String> run, Bucket bucket) {
        var key = key();
        var object = isPacked() || key.equals(document.key()) ? content : zip(content);
        bucket.put(key, object);
        return new StoredDocument(
                document,
                key,
                jurisdiction,
                run,
                object.length,
                sha256,
                object == content ? sha256 : Sha256.hex(object),
                isPacked() ? Optional.empty() : StoredDocument.scrapedAt(content));
    }

    /// Whether it is gzip, whatever its name is.
    boolean isPacked() {
        return DocumentReader.isPacked(content);
    }

    private ObjectKey key() {
        var plain = document.key();
        return plain.zipped() || !isPacked() && content.length <= ZIPPED_FROM
                ? plain
                : ObjectKey.ofDocument(plain + ".gz").orElse(plain);
    }

    // The same bytes for the same content: neither time nor name is in the header.
    private static byte[] zip(byte[] content) {
        var bytes = new ByteArrayOutputStream(content.length / 4);
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    private static byte[] content(Path file) throws IOException {
        try {
            return RegularFile.read(file, LARGEST);
        } catch (InvalidInputException e) {
            throw new IOException("expected %s, found %s".formatted(e.expected(), e.found()), e);
        } catch (AccessDeniedException e) {
            throw new IOException("no permission to read it", e);
        } catch (NoSuchFileException e) {
            throw new IOException("gone since it was found", e);
        }
    }
}
