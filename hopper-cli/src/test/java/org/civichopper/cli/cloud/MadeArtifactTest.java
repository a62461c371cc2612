package org.civichopper.cli.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.civichopper.localcloud.lambda.Answer;
import org.civichopper.localcloud.lambda.FunctionJvm;
import org.civichopper.localcloud.lambda.FunctionProcess;
import org.civichopper.localcloud.lambda.Sandbox;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What `sam build` makes runs. A build of its own, in a copy of the sources, which takes half a
/// minute: only with `-Dhopper.artifact=make`.
@EnabledIfSystemProperty(named = "hopper.artifact", matches = "make")
class MadeArtifactTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", ".hopper", ".aws-sam");

    @TempDir private Path folder;

    @Test
    void whatSamBuildsImportsAScrape() throws Exception {
        var artifacts = folder.resolve("artifacts");
        make(copyOfSources(), artifacts);
        try (var site = Site.open();
                var sandbox = Sandbox.of(artifacts);
                var process =
                        FunctionProcess.start(
                                new FunctionOptions().function(site.env()),
                                new FunctionJvm.Managed(),
                                sandbox,
                                (_, _) -> {})) {
            site.deliverAll(DelawareScrape.documents());

            switch (process.invoke("{\"source\": \"aws.scheduler\"}")) {
                case Answer.Returned(var json) ->
                        assertThat(new JsonMapper().readTree(json).path("messages").asInt())
                                .isEqualTo(DelawareScrape.DOCUMENTS);
                case Answer.Failed(var json) -> throw new AssertionError(json);
            }
            assertThat(site.count("opencivicdata_bill")).isEqualTo(DelawareScrape.BILLS);
        }
    }

    // Offline, as this build has fetched everything already.
    private void make(Path sources, Path artifacts) throws Exception {
        var log = folder.resolve("make.log");
        var builder =
                new ProcessBuilder("make", "build-ImporterFunction", "ARTIFACTS_DIR=" + artifacts)
                        .directory(sources.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_ARGS", "--offline");
        Process make;
        try {
            make = builder.start();
        } catch (IOException e) {
            System.err.println("SKIPPED: needs make, which is not installed");
            abort("needs make, which is not installed");
            return;
        }
        assertThat(make.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(make.exitValue()).as(Files.readString(log)).isZero();
    }

    private Path copyOfSources() throws IOException {
        var copy = folder.resolve("sources");
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path source, BasicFileAttributes attributes) throws IOException {
                        if (NO_SOURCES.contains(source.getFileName().toString())) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(copy.resolve(ROOT.relativize(source)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path source, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(source, copy.resolve(ROOT.relativize(source)));
                        return FileVisitResult.CONTINUE;
                    }
                });
        return copy;
    }
}
