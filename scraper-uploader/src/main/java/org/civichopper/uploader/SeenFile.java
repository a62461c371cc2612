package org.civichopper.uploader;

import java.nio.file.Path;
import java.time.Instant;

/// A file as it was when it was seen; another size or time makes it another one.
///
/// @param ofTheRun whether the scrape that runs wrote it
record SeenFile(Path file, long size, Instant time, boolean ofTheRun) {}
