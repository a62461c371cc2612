package org.civichopper.localcloud;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The Postgres programs, unpacked once per user of this machine and then shared by everything that
/// user starts. Not under /tmp, where cleaners would take away single files of it.
final class PostgresBinaries {

    private PostgresBinaries() {}

    /// The folder with `bin/postgres` in it; the first call on a machine takes seconds.
    static Path unpacked(PostgresAccount account) {
        var archive = "/postgres-" + system() + ".txz";
        var home = account.cache().resolve("postgres-" + version() + "-" + system());
        if (Files.exists(home)) {
            return home;
        }
        try (var packed = PostgresBinaries.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new LocalCloudException(
                        "no Postgres for this machine: expected "
                                + archive
                                + " on the class path."
                                + " Build on the machine that runs it, or pass"
                                + " -Dpostgres.binaries=<system> to Maven.");
            }
            unpack(packed, home);
            return home;
        } catch (IOException e) {
            throw new LocalCloudException("cannot unpack Postgres into " + home + ": " + e, e);
        }
    }

    // Unpacked beside its place and then renamed: whoever sees the folder sees all of it.
    private static void unpack(InputStream packed, Path home) throws IOException {
        var parent = Files.createDirectories(home.getParent());
        var unfinished = Files.createTempDirectory(parent, "unpacking-");
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, entry.resolveIn(unfinished));
            }
        }
        try {
            Files.move(unfinished, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Folders.delete(unfinished); // another program was faster
        }
    }

    private static void write(InputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        Files.createDirectories(entry.isDirectory() ? target : target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            Files.copy(tar, target);
            var mode = (entry.getMode() & 0100) != 0 ? "rwxr-xr-x" : "rw-r--r--";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(mode));
        }
    }

    private static String system() {
        var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var processor = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        return (name.startsWith("mac") ? "darwin" : name) + "-" + processor;
    }

    /// The major version, which says what a data folder is for.
    static int release() {
        return Integer.parseInt(version().substring(0, version().indexOf('.')));
    }

    private static String version() {
        try (var properties = PostgresBinaries.class.getResourceAsStream("postgres.properties")) {
            var read = new Properties();
            read.load(properties);
            return read.getProperty("version");
        } catch (IOException e) {
            throw new LocalCloudException("cannot read which Postgres this is", e);
        }
    }
}
