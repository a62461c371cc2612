package org.civichopper.benchmarks.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.benchmarks.Amount;
import org.civichopper.benchmarks.Benchmark;
import org.civichopper.benchmarks.Figure;
import org.civichopper.benchmarks.Setting;
import org.civichopper.benchmarks.Target;
import org.civichopper.localcloud.lambda.Sandbox;

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

    /// Ready to be run.
    static Sandbox sandbox() {
        return Sandbox.of(file());
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
