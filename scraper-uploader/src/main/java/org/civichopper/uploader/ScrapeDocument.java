package org.civichopper.uploader;

import java.nio.file.Path;
import org.civichopper.model.wire.ObjectKey;

/// A file that is to be sent, and the key it gets.
record ScrapeDocument(Path file, ObjectKey key) {}
