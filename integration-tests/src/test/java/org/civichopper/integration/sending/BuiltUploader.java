package org.civichopper.integration.sending;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;

/// What the build left for a scraper's machine. Only `./mvnw verify` and `package` leave it: tests
/// that want it are skipped without, or when it holds other classes than those here, and say so.
/// The build does not touch a jar that would stay the same, so times say nothing.
final class BuiltUploader {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("scraper-uploader/target/hopper-uploader.jar");

    private BuiltUploader() {}

    static Path jar() throws IOException {
        if (!Files.exists(JAR)) {
            skip("found none");
        }
        try (var jar = new JarFile(JAR.toFile())) {
            for (var module :
                    List.of("shared-model", "aws-access", "command-line", "scraper-uploader")) {
                compare(jar, ROOT.resolve(module).resolve("target/classes"));
            }
        }
        return JAR;
    }

    private static void compare(JarFile jar, Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
                var entry = jar.getJarEntry(classes.relativize(file).toString().replace('\\', '/'));
                if (entry == null || !holds(jar.getInputStream(entry).readAllBytes(), file)) {
                    skip("found one with another " + file.getFileName());
                }
            }
        }
    }

    private static boolean holds(byte[] content, Path file) throws IOException {
        return Arrays.equals(content, Files.readAllBytes(file));
    }

    private static void skip(String found) {
        var message = "SKIPPED: expected the built %s, %s. Run ./mvnw verify".formatted(JAR, found);
        System.err.println(message);
        abort(message);
    }
}
