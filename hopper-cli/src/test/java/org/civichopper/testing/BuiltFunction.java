package org.civichopper.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/// What the build of `importer-function` left. Only `./mvnw verify` and `package` leave it: tests
/// that want it are skipped without, or when it is older than the classes, and say so.
public final class BuiltFunction {

    private BuiltFunction() {}

    public static Path zip() throws IOException {
        var zip = FunctionModules.ROOT.resolve("importer-function/target/function.zip");
        if (!Files.exists(zip)) {
            skip("found no %s".formatted(zip));
        }
        var built = Files.getLastModifiedTime(zip);
        for (var classes : FunctionModules.classes()) {
            if (newestClass(classes).compareTo(built) > 0) {
                skip("found one that is older than " + classes);
            }
        }
        return zip;
    }

    private static void skip(String found) {
        var message =
                "SKIPPED: expected the built function, %s. Run ./mvnw verify".formatted(found);
        System.err.println(message);
        abort(message);
    }

    private static FileTime newestClass(Path classes) throws IOException {
        var newest = FileTime.fromMillis(0);
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var time = Files.getLastModifiedTime(file);
                newest = time.compareTo(newest) > 0 ? time : newest;
            }
        }
        return newest;
    }
}
