package org.civichopper.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A disk of four megabytes that can be filled to the last byte. Postgres may write to it.
public final class SmallDisk implements AutoCloseable {

    private static final int PAGE = 4096;
    private static final String OPTIONS = "size=4m,uid=65534"; // as whom root starts Postgres

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /// Nothing where this program may not mount one.
    public static Optional<SmallDisk> mount(Path folder) throws IOException {
        Files.createDirectory(folder);
        return succeeds("mount", "-t", "tmpfs", "-o", OPTIONS, "tmpfs", folder.toString())
                ? Optional.of(new SmallDisk(folder))
                : Optional.empty();
    }

    public Path folder() {
        return folder;
    }

    public void fill() {
        try (var filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(new byte[PAGE]);
            }
        } catch (IOException e) {
            // full
        }
    }

    public void clear() throws IOException {
        Files.delete(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        succeeds("umount", folder.toString());
    }
}
