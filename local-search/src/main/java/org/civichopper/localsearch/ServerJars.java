package org.civichopper.localsearch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The server's own jars, which the build lays beside these classes and which are on no class path
/// but that of the server's process.
final class ServerJars {

    private static final String FOLDER = "org/civichopper/localsearch/server/";

    private ServerJars() {}

    /// The class path of the server's process.
    static String classPath() {
        try {
            var ours =
                    Path.of(
                            ServerJars.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            var jars = Files.isDirectory(ours) ? ours.resolve(FOLDER) : unpacked(ours);
            if (!Files.isDirectory(jars)) {
                throw new LocalSearchException(
                        "expected the server's jars in %s, found no such folder. Build with Maven, which puts them there."
                                .formatted(jars));
            }
            return ours + java.io.File.pathSeparator + jars.resolve("*");
        } catch (IOException | URISyntaxException e) {
            throw new LocalSearchException("cannot unpack the search server: " + e, e);
        }
    }

    // Once per user and content, as the programs of Postgres are.
    private static Path unpacked(Path ours) throws IOException {
        try (var jar = new ZipFile(ours.toFile())) {
            var entries =
                    jar.stream()
                            .filter(each -> each.getName().startsWith(FOLDER))
                            .filter(each -> !each.isDirectory())
                            .<ZipEntry>map(each -> each)
                            .toList();
            var content = new CRC32();
            entries.forEach(each -> content.update((each.getName() + each.getCrc()).getBytes()));
            var cache = Path.of(System.getProperty("user.home"), ".cache", "hopper");
            var folder = cache.resolve("search-%08x".formatted(content.getValue()));
            if (!Files.exists(folder)) {
                Files.createDirectories(cache);
                var unfinished = Files.createTempDirectory(cache, "unpacking-");
                for (var entry : entries) {
                    try (var packed = jar.getInputStream(entry)) {
                        Files.copy(
                                packed,
                                unfinished.resolve(entry.getName().substring(FOLDER.length())));
                    }
                }
                rename(unfinished, folder);
            }
            return folder;
        }
    }

    // Whoever sees the folder sees all of it.
    private static void rename(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Folder.delete(unfinished); // another program was faster
        }
    }
}
