package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.civichopper.bulk.LoaderCommand;
import org.civichopper.localsearch.Asked;
import org.civichopper.localsearch.Misdeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// User and password of the search server, which stand in `ES_HOST` alone, come out nowhere: of a
/// process as an operator starts it, whether it ends well or not.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class SecretLoginTest {

    private static final String USER = "loader7";
    private static final String PASSWORD = "s3cret-p@ss";
    private static final String ENCODED = "s3cret-p%40ss";

    @TempDir private Path folder;

    @Test
    void aRunThatEndsWellShowsThemNowhere() throws Exception {
        try (var both = new TwoTargets(folder)) {
            both.publishes(200);

            var ran = run(both, "load", "campaign-finance", "--state", "tx", "--to", "both");

            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(both.search.asked())
                    .allSatisfy(each -> assertThat(each.header("Authorization")).isPresent());
            requireSecret(both, ran);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401})
    void aServerThatRepeatsThemIsNotRepeated(int status) throws Exception {
        try (var both = new TwoTargets(folder)) {
            both.publishes(200);
            both.search.misbehave(
                    Asked::isBulk,
                    new Misdeed.Status(
                            status,
                            Map.of(),
                            "{\"error\":\"%s:%s and %s\"}".formatted(USER, PASSWORD, ENCODED)));

            var ran = run(both, "load", "campaign-finance", "--state", "tx", "--to", "both");

            assertThat(ran.exitCode()).as(ran.err()).isEqualTo(1);
            assertThat(ran.error()).contains(String.valueOf(status));
            requireSecret(both, ran);
        }
    }

    private static void requireSecret(TwoTargets both, Capitol.Ran ran) {
        assertThat(ran.out() + ran.err()).doesNotContain(USER, PASSWORD, ENCODED);
        for (var table : List.of("load_run", "load_slice", "load_reject", "load_watermark")) {
            assertThat(both.capitol.ask("SELECT t::text FROM hopper.%s t".formatted(table)))
                    .as(table)
                    .noneMatch(each ->
                            each.contains(USER)
                                    || each.contains(PASSWORD)
                                    || each.contains(ENCODED));
        }
    }

    private Capitol.Ran run(TwoTargets both, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(LoaderCommand.class.getName());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--input", folder.toString(), "--env", both.env, "--json"));
        var out = folder.resolve("out.txt");
        var err = folder.resolve("err.txt");
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("DATABASE_URL", both.capitol.url());
        builder.environment()
                .put(
                        "ES_HOST",
                        "http://%s:%s@%s".formatted(USER, ENCODED, both.search.authority()));
        var process = builder.start();
        assertThat(process.info().arguments().map(List::of).orElse(List.of()))
                .as("as ps shows them")
                .noneMatch(each -> each.contains(ENCODED));
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return new Capitol.Ran(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }
}
