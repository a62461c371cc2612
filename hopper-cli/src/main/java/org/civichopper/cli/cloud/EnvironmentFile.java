package org.civichopper.cli.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.commandline.Reason;

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

    /// What [#write] wrote, or somebody by hand: `#` begins a comment.
    Map<String, String> read() {
        try {
            var variables = new LinkedHashMap<String, String>();
            var number = 0;
            for (var line : Files.readAllLines(path)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    var pair = line.split("=", 2);
                    if (pair.length < 2) {
                        throw new CannotRunException(
                                "%s: expected KEY=value in each line, found something else in line %d"
                                        .formatted(path, number));
                    }
                    variables.put(pair[0].strip(), unquoted(pair[1]));
                }
            }
            return variables;
        } catch (IOException e) {
            throw new CannotRunException("cannot read " + Reason.of(e), e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    private static String unquoted(String value) {
        var quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
        return quoted ? value.substring(1, value.length() - 1).replace("'\\''", "'") : value;
    }

    private static String quoted(String value) {
        return value.matches(SAFE_IN_A_SHELL) ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
