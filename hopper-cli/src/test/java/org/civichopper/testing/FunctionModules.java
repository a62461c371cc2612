package org.civichopper.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the function is made of: `importer-function`, and what of ours its pom.xml names beside it,
/// for the build refuses any other. A module that only its tests may use is none of it.
public final class FunctionModules {

    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final String FUNCTION = "importer-function";
    private static final Pattern MODULE =
            Pattern.compile("<include>org\\.civichopper:([a-z-]+)</include>");

    private FunctionModules() {}

    /// The folders with the classes that the build left, one for each module.
    public static List<Path> classes() throws IOException {
        return names().map(name -> ROOT.resolve(name).resolve("target/classes")).toList();
    }

    private static Stream<String> names() throws IOException {
        var pom = Files.readString(ROOT.resolve(FUNCTION).resolve("pom.xml"));
        return Stream.concat(
                Stream.of(FUNCTION), MODULE.matcher(pom).results().map(module -> module.group(1)));
    }
}
