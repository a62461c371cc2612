package org.civichopper.cli.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Collectors;

/// Variables for a shell, one `KEY=value` a line. It stands there whole or not at all, for its
/// owner only, and no longer than what it points to.
record EnvironmentFile(Path path) {

    private static final String SAFE_IN_A_SHELL = "[A-Za-z0-9_./:@=?%+,-]*";

    void write(Map<String, String> variables) {
        var lines =
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()))
                        .collect(Collectors.joining("\n", "", "\n"));
        var owner = PosixFilePermissions.fromString("rw-------");
        try {
            var unfinished =
                    Files.createTempFile(
                            path.toAbsolutePath().getParent(),
                            "env-",
                            "",
                            PosixFilePermissions.asFileAttribute(owner));
            Files.writeString(unfinished, lines);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static String quoted(String value) {
        return value.matches(SAFE_IN_A_SHELL) ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
