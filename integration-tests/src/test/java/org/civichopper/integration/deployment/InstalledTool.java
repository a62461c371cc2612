package org.civichopper.integration.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that need not be on every machine. A test that wants it is skipped where it is
/// missing, and says so.
record InstalledTool(String name, List<String> check) {

    static final InstalledTool CFN_LINT =
            new InstalledTool("cfn-lint", List.of("cfn-lint", "--version"));
    static final InstalledTool SAM_TRANSLATOR =
            new InstalledTool(
                    "aws-sam-translator", List.of("python3", "-c", "import samtranslator"));
    static final InstalledTool PYTHON_TOML =
            new InstalledTool("Python 3.11", List.of("python3", "-c", "import tomllib"));

    record Result(int exitCode, String out, String err) {}

    /// Runs a command that needs this tool, or aborts the test.
    Result run(Path folder, List<String> command) throws IOException, InterruptedException {
        if (!isInstalled()) {
            var message = "SKIPPED: needs %s, which is not installed".formatted(name);
            System.err.println(message);
            abort(message);
        }
        return start(folder, command);
    }

    /// What a command prints, which has to succeed.
    String output(Path folder, List<String> command) throws IOException, InterruptedException {
        var result = run(folder, command);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    private boolean isInstalled() throws InterruptedException {
        try {
            return start(Path.of("."), check).exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Result start(Path folder, List<String> command)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("tool", ".out");
        var err = Files.createTempFile("tool", ".err");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().put("AWS_DEFAULT_REGION", "us-east-1");
            var process = builder.start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end after 120 seconds: " + command);
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
