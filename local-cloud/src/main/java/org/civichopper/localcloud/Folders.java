package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// Whole folders.
public final class Folders {

    private Folders() {}

    public static Path temporary(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new LocalCloudException("cannot make a temporary folder: " + e, e);
        }
    }

    /// Makes it where it is missing, and closes it to the other users of the machine.
    static void ownersAlone(Path folder) {
        permit(folder, "rwx------");
    }

    /// The same, except that what lies in it can be reached by its name: root's Postgres, which
    /// runs as another account.
    static void ownersAloneButForPassing(Path folder) {
        permit(folder, "rwx--x--x");
    }

    private static void permit(Path folder, String permissions) {
        try {
            Files.setPosixFilePermissions(
                    Files.createDirectories(folder), PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new LocalCloudException(
                    "cannot close %s to other users (%s). Choose a folder that is yours."
                            .formatted(folder, e),
                    e);
        }
    }

    public static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new LocalCloudException("cannot delete " + folder + ": " + e, e);
        }
    }
}
