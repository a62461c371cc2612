package org.civichopper.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.civichopper.testing.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class City311DemoCommandTest {

    @Test
    @Timeout(120)
    void aNewcomerSeesWhatWentWrongAndThatNothingIsMissing() throws Exception {
        var before = leftovers();

        var said = Said.by("demo", "311", "--rows", "2000");

        assertThat(said.exitCode()).as(said.err()).isZero();
        assertThat(said.out())
                .contains("gives 100 and no word", "429: too many", "500: Internal", "breaks off")
                .containsPattern("full +2,000 +1,995 +0 +5 +0 ")
                .containsPattern("update +\\d+ +2 +\\d+ +\\d+ +0 ")
                .contains("FROM city_311.requests");
        assertThat(leftovers()).isEqualTo(before);
    }

    private static List<Path> leftovers() throws Exception {
        try (var files =
                Files.newDirectoryStream(
                        Path.of(System.getProperty("java.io.tmpdir")), "hopper-demo-*")) {
            return StreamSupport.stream(files.spliterator(), false).sorted().toList();
        }
    }
}
