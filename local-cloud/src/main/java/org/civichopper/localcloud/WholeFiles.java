package org.civichopper.localcloud;

import com.adobe.testing.s3mock.s3.model.S3ObjectMetadata;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.databind.json.JsonMapper;

/// Writes what the bucket server knows of its buckets and objects. By itself the server writes that
/// in place: killed meanwhile, it would leave an empty file and never start again. Here a file
/// stands there whole, as it was or as it will be.
final class WholeFiles extends JsonMapper {

    private static final long serialVersionUID = 1L;

    WholeFiles(JsonMapper plain) {
        super(plain.rebuild());
    }

    @Override
    public void writeValue(File file, Object value) {
        try {
            if (value instanceof S3ObjectMetadata object && object.getVersionId() == null) {
                // Its content is there already, and what is known of it still that of the content
                // before.
                var content =
                        KeptContent.of(file.toPath(), object.getLastModified(), object.getEtag());
                content.keep();
                replace(file.toPath(), value);
                content.forgetOthers();
            } else {
                replace(file.toPath(), value);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private void replace(Path file, Object value) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        super.writeValue(unfinished.toFile(), value);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
