package org.civichopper.integration.samerows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Documents that come in steps, and the rows that must stand after each.
///
/// @param complete whether each step is all that there is
record Case(Path folder, String jurisdictionId, boolean complete, int steps) {

    static Case read(Path folder) {
        try {
            var about = new JsonMapper().readTree(folder.resolve("case.json").toFile());
            return new Case(
                    folder,
                    about.path("jurisdiction").textValue(),
                    about.path("complete").booleanValue(),
                    about.path("steps").intValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the documents of a step lie.
    Path step(int step) {
        return folder.resolve(Integer.toString(step));
    }

    List<String> expected(int step) throws IOException {
        return Files.readAllLines(folder.resolve(step + ".expected")).stream().sorted().toList();
    }

    /// Its name, as the folder has it.
    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
