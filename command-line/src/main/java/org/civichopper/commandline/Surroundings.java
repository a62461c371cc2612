package org.civichopper.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// What is set around a command: the environment, then `.env` of the working directory, then
/// `.hopper/env`. The files count only where they belong to the caller and nobody else may write
/// them.
///
/// @param lines what a person should know of where settings came from
public record Surroundings(Map<String, String> values, List<String> lines) {

    private static final Path OF_UP = Path.of(".hopper", "env");
    private static final List<Path> FILES = List.of(Path.of(".env"), OF_UP);

    private static final Set<String> PLACES =
            Set.of("DATABASE_URL", "S3_REALTIME_BASE", "SQS_QUEUE_URL");
    private static final AtomicBoolean TOLD = new AtomicBoolean();

    /// Those of this process.
    public static Surroundings here() {
        return of(System.getenv(), Path.of(""));
    }

    /// @param directory where the files are looked for
    static Surroundings of(Map<String, String> environment, Path directory) {
        var values = new HashMap<String, String>();
        var lines = new ArrayList<String>();
        environment.forEach((name, value) -> {
            if (!value.isBlank()) {
                values.put(name, value);
            }
        });
        for (var name : FILES) {
            var file = directory.resolve(name);
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                var fault = fault(file);
                if (fault.isPresent()) {
                    lines.add("%s: not read: %s".formatted(name, fault.get()));
                } else {
                    add(read(file, lines), values, name, lines);
                }
            }
        }
        return new Surroundings(Map.copyOf(values), List.copyOf(lines));
    }

    // Half of one place and half of another would be neither: a replay from one bucket into
    // another's database, for example.
    private static void add(
            Map<String, String> found, Map<String, String> values, Path file, List<String> lines) {
        var mixed =
                file.equals(OF_UP)
                        && PLACES.stream()
                                .anyMatch(name ->
                                        found.containsKey(name)
                                                && values.containsKey(name)
                                                && !values.get(name).equals(found.get(name)));
        found.forEach((name, value) -> {
            if (!mixed || !(PLACES.contains(name) || name.startsWith("AWS_"))) {
                values.putIfAbsent(name, value);
            }
        });
        lines.add(
                mixed
                        ? "settings of %s, but for its addresses: others are set".formatted(file)
                        : "settings of " + file);
    }

    /// Says once for this process where settings came from, if from a file.
    public void tell(PrintWriter err) {
        if (!TOLD.getAndSet(true)) {
            lines.forEach(line -> err.println("hopper: " + line));
            err.flush();
        }
    }

    private static Optional<String> fault(Path file) {
        try {
            var attributes =
                    Files.readAttributes(
                            file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return Optional.of("expected a file, found a link or something else");
            }
            var owner = attributes.owner().getName();
            var caller = System.getProperty("user.name");
            if (!owner.equals(caller)) {
                return Optional.of(
                        "expected a file of %s, found one of %s".formatted(caller, owner));
            }
            var writers = attributes.permissions();
            return writers.contains(PosixFilePermission.GROUP_WRITE)
                            || writers.contains(PosixFilePermission.OTHERS_WRITE)
                    ? Optional.of(
                            "expected that only %s may write it: chmod go-w %s"
                                    .formatted(caller, file))
                    : Optional.empty();
        } catch (UnsupportedOperationException e) {
            return Optional.empty(); // a system whose files have no such owners
        } catch (IOException e) {
            return Optional.of("expected to read it, found: " + e.getMessage());
        }
    }

    // NAME=value, as a shell and Docker read it: `export` and quotes are fine.
    private static Map<String, String> read(Path file, List<String> lines) {
        var values = new HashMap<String, String>();
        try {
            for (var line : Files.readAllLines(file)) {
                var text = line.strip().replaceFirst("^export\\s+", "");
                var name = text.substring(0, Math.max(0, text.indexOf('=')));
                if (name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                    values.put(name, unquoted(text.substring(name.length() + 1).strip()));
                }
            }
        } catch (IOException e) {
            lines.add("%s: expected to read it, found: %s".formatted(file, e.getMessage()));
        }
        return values;
    }

    private static String unquoted(String value) {
        var quoted =
                value.length() > 1
                        && (value.startsWith("\"") && value.endsWith("\"")
                                || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
    }

    /// That of the first name that has one.
    public Optional<String> first(List<String> names) {
        return names.stream().map(this::value).flatMap(Optional::stream).findFirst();
    }

    /// Where a data set keeps what it has fetched, unless it is told another place.
    public Path cache(String dataset) {
        return value("XDG_CACHE_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("hopper")
                .resolve(dataset);
    }

    /// All whose names begin so, in order.
    public Map<String, String> startingWith(String prefix) {
        var found = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name, value);
            }
        });
        return found;
    }
}
