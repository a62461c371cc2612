package org.civichopper.integration.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.civichopper.model.document.Kind;
import org.civichopper.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a scraper's machine gets, as its operator starts it.
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class UploaderJarTest {

    @TempDir private Path folder;

    @Test
    void sendsAScrapeAndTellsOfItAsHopperDoes() throws Exception {
        var jar = BuiltUploader.jar();
        try (var machine = BesideScraper.in(folder)) {
            var run =
                    machine.start(
                            ChildJvm.of(
                                    jar, List.of("run", "--realtime", "--", machine.scraper(3))));
            assertThat(run.waitFor()).as(machine::said).isEqualTo(3);
            assertThat(machine.said())
                    .contains("scraper: done", "the scraper ended with 3; sent 56")
                    .doesNotContain("SLF4J");
            var bodies = machine.receive();
            assertThat(BesideScraper.documents(bodies)).hasSize(BesideScraper.DOCUMENTS);
            var end = BesideScraper.runs(bodies).getLast().end().orElseThrow();
            assertThat(end.objects()).contains(Map.entry(Kind.BILL, 30));
        }
    }

    @Test
    void anOlderJavaUnderstandsWhatItStartsWith() throws Exception {
        try (var jar = new JarFile(BuiltUploader.jar().toFile())) {
            var main = jar.getManifest().getMainAttributes().getValue("Main-Class");
            try (var start =
                    new DataInputStream(
                            jar.getInputStream(jar.getEntry(main.replace('.', '/') + ".class")))) {
                start.skipNBytes(6);
                assertThat(start.readUnsignedShort()).as("of Java 11").isEqualTo(55);
            }
        }
    }

    @Test
    void holdsNoDatabaseAndNoServer() throws Exception {
        try (var jar = new JarFile(BuiltUploader.jar().toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()))
                    .contains("org/civichopper/uploader/command/RunCommand.class")
                    .contains(
                            "software/amazon/awssdk/services/sts/StsClient.class",
                            "software/amazon/awssdk/services/sso/SsoClient.class",
                            "software/amazon/awssdk/services/ssooidc/SsoOidcClient.class")
                    .noneMatch(name -> name.matches("org/(postgresql|flywaydb|springframework)/.*"))
                    .noneMatch(name ->
                            name.matches(
                                    "org/civichopper/(?!uploader/|commandline/|model/|aws/).+"));
        }
    }
}
