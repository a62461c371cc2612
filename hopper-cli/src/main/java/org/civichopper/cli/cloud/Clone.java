package org.civichopper.cli.cloud;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.civichopper.commandline.CannotRunException;

/// The folder that this program was built in: `hopper` runs nowhere else.
record Clone(Path folder) {

    private static final String TEMPLATE = "template.yaml";

    static Clone ofThisProgram() {
        try {
            var code = Clone.class.getProtectionDomain().getCodeSource().getLocation().toURI();
            for (var folder = Path.of(code); folder != null; folder = folder.getParent()) {
                if (Files.isRegularFile(folder.resolve(TEMPLATE))) {
                    return new Clone(folder);
                }
            }
            throw new CannotRunException(
                    "expected %s in a folder above %s, found none. Run ./hopper of a clone."
                            .formatted(TEMPLATE, Path.of(code)));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e); // no build leaves such a place
        }
    }

    Path template() {
        return folder.resolve(TEMPLATE);
    }

    /// What the build leaves for Lambda.
    Path functionZip() {
        return folder.resolve("importer-function/target/function.zip");
    }
}
