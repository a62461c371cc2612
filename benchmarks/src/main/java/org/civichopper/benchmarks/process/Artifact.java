package org.civichopper.benchmarks.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;

/// What is deployed: the function and everything it needs.
public final class Artifact implements Benchmark {

    @Override
    public String name() {
        return "artifact";
    }

    @Override
    public String work() {
        return "the size of what Lambda unpacks";
    }

    @Override
    public List<Figure> run(Setting setting) throws IOException {
        return List.of(
                Figure.alone(
                        "function.zip",
                        Amount.megabytes(Files.size(file())),
                        Target.atMost(Amount.megabytes(30e6))));
    }

    /// Its jars, unpacked into the folder.
    static List<Path> unpack(Path folder) throws IOException {
        var jars = new ArrayList<Path>();
        try (var zip = new ZipInputStream(Files.newInputStream(file()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    var jar = folder.resolve(Path.of(entry.getName()).getFileName());
                    Files.copy(zip, jar);
                    jars.add(jar);
                }
            }
        }
        return jars;
    }

    // Beside this module's own build.
    private static Path file() {
        try {
            var code = Artifact.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            var home = Path.of(code).getParent().getParent().getParent();
            return home.resolve("importer-function/target/function.zip");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // no build leaves such a place
        }
    }
}
