package org.civichopper.uploader.command;

import java.nio.file.Path;
import org.civichopper.commandline.Progress;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.uploader.UploadListener;

/// Shows an upload to whoever waits for it.
record ShownUpload(Progress progress) implements UploadListener {

    @Override
    public void found(long documents) {
        progress.found(documents);
    }

    @Override
    public void sent(ObjectKey key, long bytes) {
        progress.done();
    }

    @Override
    public void already(ObjectKey key) {
        progress.done();
    }

    @Override
    public void warned(Path file, String complaint) {
        progress.say(file + ": the importer will reject it: " + complaint);
    }

    @Override
    public void note(String line) {
        progress.say(line);
    }

    @Override
    public void failed(Path file, String reason) {
        progress.failed(file + ": " + reason);
    }
}
