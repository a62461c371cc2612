package org.civichopper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.civichopper.testing.Said;
import org.civichopper.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What others write cannot look like what we say, and no password is shown.
class HarmlessOutputTest {

    private static final String FORGED =
            "\u001b[2J\u009b2J\u202e\r\n12:00:00 info all is well\u2028";

    @TempDir private Path folder;

    @Test
    void aLogLineIsOneLineWhateverADocumentSays() {
        var event =
                Log4jLogEvent.newBuilder()
                        .setLevel(Level.WARN)
                        .setMessage(new SimpleMessage("bill " + FORGED + "rejected"))
                        .setThrown(new IllegalStateException(FORGED))
                        .build();
        var appender = LoggerContext.getContext(false).getConfiguration().getAppender("stderr");

        var line = new String(appender.getLayout().toByteArray(event));

        assertThat(line).matches("[\\d:]{8} warning bill [^\\pC\u2028]*\n").contains("all is well");
    }

    @Test
    void aCommandSpellsOutWhatADocumentSays() throws Exception {
        var url = TestDatabases.fresh();
        Files.writeString(
                folder.resolve("bill_1.json"),
                """
                {"_id": "1", "identifier": "HB 1", "title": "t", "legislative_session": "\\u001b[2J\\nall is well",
                 "classification": ["bill"], "subject": [], "from_organization": null, "abstracts": [], "other_titles": [],
                 "other_identifiers": [], "actions": [], "sponsorships": [], "related_bills": [], "versions": [],
                 "documents": [], "citations": [], "sources": [], "extras": {}}
                """);
        Files.writeString(folder.resolve("bill_2\u001b[2J.json"), "[]");

        var said =
                Said.by(
                        "import",
                        "--warnings",
                        "--jurisdiction",
                        "ocd-jurisdiction/country:us/state:wy/government",
                        "--database-url",
                        url,
                        folder.toString());

        assertThat(said.out() + said.err())
                .doesNotContain("\u001b", "\nall is well")
                .contains("\\u001b[2J\\u000aall is well", "bill_2\\u001b[2J.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:s3cret@127.0.0.1:1/states",
                "postgres://ann:s3cret@127.0.0.1:1/states?sslmode=disable",
                "postgresql://ann:%733cret%40@127.0.0.1:1/states",
                "postgresql://ann:x@s3cret@127.0.0.1:1/states",
                "postgresql://ann:5432/s3cret@127.0.0.1/states",
                "postgresql://ann:5432?s3cret@127.0.0.1/states",
                "postgresql://ann:s3cret@127.0.0.1:99999/states",
                "jdbc:postgresql://127.0.0.1:1/states?user=ann&password=s3cret",
                "postgresql://127.0.0.1:1/states?user=ann&password=s3cret",
                "mysql://ann:s3cret@127.0.0.1/states",
                "host=127.0.0.1 password=s3cret",
            })
    void noCommandShowsAPassword(String url) throws Exception {
        var file = Files.writeString(folder.resolve("env"), "DATABASE_URL " + url);
        var commands =
                List.of(
                        List.of("status", "--database-url", url),
                        List.of("status", "--json", "--database-url", url),
                        List.of("status", url),
                        List.of("status", "--databse-url=" + url),
                        List.of("db", "init", "--database-url", url),
                        List.of("runs", "--database-url", url),
                        List.of("load", "311", "--database-url", url),
                        List.of("load", "runs", "--database-url", url),
                        List.of("load", "rollback", "311", "--database-url", url),
                        List.of("failures", "--database-url", url),
                        List.of("explain", "x", "--database-url", url),
                        List.of("page", "--page-port", "0", "--database-url", url, "surplus"),
                        List.of("doctor", "--database-url", url),
                        List.of("doctor", "--fix", "sequences", "--database-url", url),
                        List.of("doctor", "--env-file", file.toString()));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) { // some of them wait
            for (var said :
                    threads.invokeAll(commands.stream().map(HarmlessOutputTest::saidBy).toList())) {
                said.get();
            }
        }
    }

    private static Callable<Void> saidBy(List<String> arguments) {
        return () -> {
            var said = Said.by(arguments.toArray(String[]::new));

            assertThat(said.exitCode()).as(arguments + "").isNotZero();
            assertThat(said.out() + said.err())
                    .as(arguments + "")
                    .isNotEmpty()
                    .doesNotContain("s3cret", "%733cret");
            return null;
        };
    }
}
