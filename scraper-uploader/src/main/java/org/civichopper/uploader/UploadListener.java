package org.civichopper.uploader;

import java.nio.file.Path;
import org.civichopper.model.wire.ObjectKey;

/// Hears how an upload goes. Called from many threads at once.
public interface UploadListener {

    /// For those who only want the result.
    UploadListener SILENT =
            new UploadListener() {
                @Override
                public void found(long documents) {}

                @Override
                public void sent(ObjectKey key, long bytes) {}

                @Override
                public void failed(Path file, String reason) {}
            };

    /// Once, before the first document goes.
    void found(long documents);

    /// The object is stored and the queue has its message.
    void sent(ObjectKey key, long bytes);

    /// It was sent before, and is left where it is.
    default void already(ObjectKey key) {}

    /// @param reason one line
    void failed(Path file, String reason);

    /// It is sent all the same.
    ///
    /// @param complaint what the importer will say of it
    default void warned(Path file, String complaint) {}

    /// Something about no document alone, in one line.
    default void note(String line) {}
}
