package org.civichopper.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FailuresCommandTest {

    private static final String FIRST_DATE = "\"date\": \"2025-03-06\"";
    private static final String SECOND_DATE = "\"date\": \"2025-05-06\"";

    private Site site;
    private Operator operator;

    @BeforeEach
    void open() {
        site = Site.open();
        operator = new Operator(site.env());
        site.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whereNothingFailedItSaysSo() {
        site.tick();

        assertThat(operator.failures().out()).isEqualTo("Nothing failed.\n");
    }

    @Test
    void placesThatDifferInTheirPositionAreOneReason() throws Exception {
        site.deliver("de/bill_1.json", DelawareScrape.bill(1).replace(FIRST_DATE, "\"date\": 7"));
        site.deliver("de/bill_2.json", DelawareScrape.bill(2).replace(SECOND_DATE, "\"date\": 8"));
        site.deliver("de/bill_3.json", DelawareScrape.bill(3).replace("[\"bill\"]", "\"bill\""));
        site.tick();

        var said = new JsonMapper().readTree(operator.failures("--json").out());

        assertThat(said.path("failures").intValue()).isEqualTo(3);
        assertThat(said.path("dead_letters").textValue()).isEqualTo("all");
        assertThat(said.path("groups")).hasSize(2);
        var dates = said.path("groups").path(0);
        assertThat(dates.path("reason").textValue()).startsWith("actions[].date: expected ");
        assertThat(dates.path("count").intValue()).isEqualTo(2);
        assertThat(dates.path("jurisdictions").path(0).textValue()).isEqualTo(Site.DELAWARE);
        assertThat(dates.path("example").path("place").textValue())
                .matches("actions\\[[01]]\\.date");
        assertThat(dates.path("example").path("found").textValue()).containsAnyOf("7", "8");
    }

    @Test
    void aReasonAJurisdictionAndATimeLeaveOnlyWhatTheyName() {
        site.deliver("de/bill_1.json", DelawareScrape.bill(1).replace(FIRST_DATE, "\"date\": 7"));
        site.deliver("de/bill_3.json", DelawareScrape.bill(3).replace("[\"bill\"]", "\"bill\""));
        site.tick();

        assertThat(operator.failures("--reason", "ACTIONS[].date").out())
                .contains("1 document failed, for 1 reason.")
                .contains("de/bill_1.json")
                .doesNotContain("de/bill_3.json");
        assertThat(operator.failures("--jurisdiction", "de", "--since", "1h").out())
                .contains("2 documents failed, for 2 reasons.");
        assertThat(operator.failures("--jurisdiction", "wy").out()).startsWith("Nothing failed.");
        assertThat(operator.failures("--since", "2100-01-01").out()).startsWith("Nothing failed.");
        assertThat(operator.failures("--since", "yesterday").exitCode()).isEqualTo(2);
    }

    @Test
    void aDocumentIsShownWithThePlaceMarked() {
        site.deliver("de/bill_1.json", DelawareScrape.bill(1).replace(SECOND_DATE, "\"date\": 7"));
        site.tick();

        var said = operator.show("r1", "--around", "1");

        assertThat(said.out().lines())
                .hasSize(8)
                .startsWith("r1  de/bill_1.json")
                .anyMatch(line -> line.matches(">\\s+\\d+ +\"date\": 7,"))
                .anyMatch(line -> line.matches(" +\\^ expected .+, found .*7.*"));
        assertThat(said.out()).doesNotContain("\u001b");
    }

    @Test
    void whatIsNoJsonIsShownAsItBeginsAndHarmsNoTerminal() {
        site.deliver("de/bill_1.json", "<html>\u001b[2J not found");
        site.tick();

        assertThat(operator.show("r1").out())
                .contains("document: expected JSON")
                .contains("<html>\\u001b[2J not found")
                .doesNotContain("\u001b");
    }

    @Test
    void aMessageThatNamesNoObjectIsShownItself() {
        site.send("{\"file_path\": \"de/bill_1.json\"}");
        site.tick();

        assertThat(operator.show("r1").out())
                .contains("bucket")
                .contains("\"file_path\": \"de/bill_1.json\"");
    }

    @Test
    void withoutBucketAndQueueItSaysWhatIsMissing() {
        site.deliver("de/bill_1.json", "none");
        site.tick();
        var env = new HashMap<>(site.env());
        env.keySet().removeIf(name -> !name.equals("DATABASE_URL"));
        var alone = new Operator(env);

        assertThat(alone.failures().out())
                .contains("1 document failed")
                .contains("Dead letters were not looked at: set S3_REALTIME_BASE");
        assertThat(alone.show("r1"))
                .satisfies(said -> assertThat(said.exitCode()).isOne())
                .satisfies(said ->
                        assertThat(said.err())
                                .contains("document: expected JSON")
                                .contains("set S3_REALTIME_BASE and SQS_QUEUE_URL"));
        assertThat(alone.replay("r1").err()).contains("S3_REALTIME_BASE is not set");
    }

    @Test
    void aFileThatWasImportedFromADirectoryIsToBeImportedAgain(@TempDir Path data)
            throws Exception {
        Files.writeString(data.resolve("bill_1.json"), "none");
        HopperCommand.commandLine()
                .execute(
                        "import",
                        "--database-url",
                        site.env().get("DATABASE_URL"),
                        "--jurisdiction",
                        Site.DELAWARE,
                        data.toString());

        assertThat(operator.replay("r1"))
                .satisfies(said -> assertThat(said.exitCode()).isOne())
                .satisfies(said -> assertThat(said.out()).contains("import it again"));
        assertThat(operator.failures().out()).contains("1 document failed");
    }

    @Test
    void anIdThatNamesNothingIsSaid() {
        assertThat(operator.show("r99").err()).contains("r99: expected a failure, found none");
        assertThat(operator.show("x1").err()).contains("expected the id of a failure such as r12");
        assertThat(operator.replay().exitCode()).isEqualTo(2);
        assertThat(operator.replay("r1", "--all").exitCode()).isEqualTo(2);
    }
}
