package org.civichopper.uploader.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.uploader.LiveListener;

/// Shows a live upload to whoever watches the scraper.
record ShownLive(LiveProgress progress) implements LiveListener {

    @Override
    public void sent(ObjectKey key, long bytes) {
        progress.sent();
    }

    @Override
    public void failed(Path file, String reason) {
        progress.failed(file + ": " + reason);
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
    public void backlog(long waiting, Optional<Instant> oldest) {
        progress.show(waiting, oldest);
    }
}
