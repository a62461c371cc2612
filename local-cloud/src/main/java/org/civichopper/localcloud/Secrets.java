package org.civichopper.localcloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Passwords and keys that are drawn by lot: letters and digits, so that they need no quoting in a
/// URL, a shell or SQL.
final class Secrets {

    private static final int BYTES = 16;

    private Secrets() {}

    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    /// The one in this file, and where there is none yet a new one, which is kept there for its
    /// owner only.
    static String kept(Path file) throws IOException {
        if (!Files.exists(file)) {
            keep(random(), file);
        }
        return Files.readString(file).strip();
    }

    static void keep(String secret, Path file) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        var unfinished =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "secret-",
                        "",
                        PosixFilePermissions.asFileAttribute(owner));
        Files.writeString(unfinished, secret + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
