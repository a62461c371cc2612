package org.civichopper.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Python of this machine that has boto3, which scrapers speak to bucket and queue with.
record Boto3(String python) {

    private static final Path SCRIPTS = Path.of("src/test/resources/python");

    /// All of them, the distribution's first.
    static Stream<Boto3> found() {
        return Stream.of("/usr/bin/python3", "python3").map(Boto3::new).filter(Boto3::isThere);
    }

    private boolean isThere() {
        try {
            return new ProcessBuilder(python, "-c", "import boto3").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Runs a script as a scraper is run: with what `hopper up` says, and no settings of a user.
    ///
    /// @return what it printed
    String run(String script, String input, Map<String, String> environment) throws Exception {
        var builder = new ProcessBuilder(python, SCRIPTS.resolve(script).toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        builder.environment().put("PYTHONUTF8", "1");
        var process = builder.redirectErrorStream(true).start();
        try (var writer = process.outputWriter(StandardCharsets.UTF_8)) {
            writer.write(input);
        }
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Override
    public String toString() {
        return python;
    }
}
