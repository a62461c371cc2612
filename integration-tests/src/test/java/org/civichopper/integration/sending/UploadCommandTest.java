package org.civichopper.integration.sending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.civichopper.cli.HopperCommand;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;
import org.civichopper.testing.SharedCloud;
import org.civichopper.uploader.command.UploadCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class UploadCommandTest {

    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @TempDir private Path data;

    @BeforeEach
    void writeScrape() throws Exception {
        SampleScrape.write(new SampleOrder("wy", 12, 8, 2, 1, 1, Optional.empty()), data);
    }

    @Test
    void withoutRealtimeItSaysWhatItWouldSendAndWhatItSkips() throws Exception {
        Files.writeString(data.resolve("wy/.DS_Store"), "");
        assertThat(upload(Map.of(), data.toString())).isZero();
        assertThat(printed.toString())
                .startsWith(
                        "would send 26 documents (1 jurisdiction, 3 organization, 12 bill, 8 vote_event, 2 event), 0.1 MB; nothing was sent: add --realtime");
        assertThat(errors)
                .hasToString(
                        "skipped 1 that are no documents, for example "
                                + data.resolve("wy/.DS_Store")
                                + "\n");
    }

    @Test
    void withoutRealtimeItChecksAsIfItSentAndWritesNothing() throws Exception {
        var env = SharedCloud.environment("uploadpreview");
        assertThat(upload(env, "--realtime", data.toString())).isZero();
        printed.getBuffer().setLength(0);
        var poison = data.resolve("wy/bill_0000b001-e947-11f0-8633-a2a45e751eb0.json");
        Files.writeString(poison, "{}");

        assertThat(upload(Map.of(), data.toString())).isZero();
        assertThat(printed.toString())
                .startsWith("would send 1 documents (1 bill), ")
                .contains("; 26 were sent before");
        assertThat(errors.toString())
                .contains(poison + ": the importer will reject it: _id: expected ");

        printed.getBuffer().setLength(0);
        assertThat(upload(Map.of(), "--strict", "--again", data.toString())).isOne();
        assertThat(printed.toString())
                .startsWith("would send 26 documents ")
                .contains("; 1 would stay here");
        var record = data.resolve("wy/.hopper-sent");
        assertThat(Files.readString(record)).doesNotContain(poison.getFileName().toString());
    }

    @Test
    void sendsAndSaysSo() throws Exception {
        var env = SharedCloud.environment("uploadcommand");

        assertThat(upload(env, "--realtime", data.toString())).isZero();
        assertThat(printed.toString())
                .matches("sent 26 documents \\(.*\\), 0.1 MB in \\d+\\.\\d s: \\d+ files/s\n");

        printed.getBuffer().setLength(0);
        assertThat(upload(env, "--realtime", "--json", "--again", data.resolve("wy").toString()))
                .isZero();
        var outcome = new JsonMapper().readTree(printed.toString());
        assertThat(outcome.path("sent").path("vote_event").intValue()).isEqualTo(8);
        assertThat(outcome.path("failed").intValue()).isZero();
        assertThat(outcome.fieldNames())
                .toIterable()
                .containsExactly("sent", "sent_before", "failed", "bytes", "seconds");
    }

    @Test
    void withoutABucketItSaysWhatToSet() {
        assertThat(upload(Map.of(), "--realtime", data.toString())).isOne();
        assertThat(errors)
                .hasToString(
                        "hopper: S3_REALTIME_BASE is not set: set it to the bucket, for example s3://my-bucket\n");
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(upload(Map.of(), "--at-once", "0", data.toString())).isEqualTo(2);
        assertThat(upload(Map.of())).isEqualTo(2);
    }

    // As `hopper upload`, with an environment of our own.
    private int upload(Map<String, String> env, String... arguments) {
        return new CommandLine(new UploadCommand(env))
                .setExecutionExceptionHandler(
                        HopperCommand.commandLine().getExecutionExceptionHandler())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
