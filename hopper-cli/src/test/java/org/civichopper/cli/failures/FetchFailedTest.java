package org.civichopper.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Said;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class FetchFailedTest {

    private static final String REASON = "SELECT place, expected, found FROM hopper.rejected";

    private Site site;
    private Operator operator;

    @TempDir private Path home;

    @BeforeEach
    void open() {
        site = Site.open();
        operator = new Operator(site.env());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Said fetch(Path out) {
        return operator.says(new FetchFailedCommand(site.env()), "r1", "--out", out.toString());
    }

    private static List<String> files(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aPoisonDocumentIsFetchedWithItsBatchAndFailsTheSameWayAtHome() throws Exception {
        var out = home.resolve("r1");
        var poison = DelawareScrape.bill(2).replace("\"upper\\\"", "\"middle\\\"");
        assertThat(poison).contains("middle");
        site.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        site.deliver(DelawareScrape.billKey(2), poison);
        site.deliver(DelawareScrape.billKey(3), DelawareScrape.bill(3));
        site.tick();

        var said = fetch(out);

        assertThat(said.exitCode()).isZero();
        assertThat(files(out))
                .containsExactly(
                        DelawareScrape.billKey(1),
                        DelawareScrape.billKey(2),
                        DelawareScrape.billKey(3),
                        DelawareScrape.JURISDICTION_KEY);
        assertThat(Files.readString(out.resolve(DelawareScrape.billKey(2)))).isEqualTo(poison);
        try (var local = Site.open()) {
            assertThat(said.out())
                    .as("in that shell it is production")
                    .doesNotContain("$DATABASE_URL");
            assertThat(importAsSaid(said.out(), local)).isEqualTo(3);
            assertThat(local.rows(REASON)).hasSize(1).isEqualTo(site.rows(REASON));
        }
    }

    // The command that was printed, as a person would paste it.
    private static int importAsSaid(String said, Site local) {
        var line =
                said.lines()
                        .map(String::strip)
                        .filter(each -> each.startsWith("hopper import "))
                        .findFirst()
                        .orElseThrow();
        var arguments = line.replace("\"$OWN\"", local.env().get("DATABASE_URL")).split(" ");
        return HopperCommand.commandLine()
                .execute(List.of(arguments).subList(1, arguments.length).toArray(String[]::new));
    }

    @Test
    void aVoteBringsItsBillAndItsJurisdictionAlong() throws Exception {
        site.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
        site.deliver("de/bill_7.json", DelawareScrape.bill(1));
        site.tick();
        site.deliver(
                "de/vote_event_1.json",
                DelawareScrape.vote("1", 1, DelawareScrape.id(0xb001))
                        .replace("\"lower\\\"", "\"middle\\\""));
        site.tick();

        fetch(home.resolve("r1"));

        assertThat(files(home.resolve("r1")))
                .containsExactly(
                        "de/bill_7.json", DelawareScrape.JURISDICTION_KEY, "de/vote_event_1.json");
    }

    @Test
    void whatLiesInADirectoryIsNotMixedWithAFailure() throws Exception {
        Files.writeString(home.resolve("bill_1.json"), "{}");

        assertThat(fetch(home))
                .satisfies(said -> assertThat(said.exitCode()).isOne())
                .satisfies(said ->
                        assertThat(said.err())
                                .contains("expected a directory that is new or empty"));
    }

    @Test
    void aMessageWithoutADocumentIsSaidToBeOne() {
        site.send("{}");
        site.tick();

        assertThat(fetch(home.resolve("r1")).err())
                .contains("expected a document of the bucket")
                .contains("hopper failures show r1");
    }
}
