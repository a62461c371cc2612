package org.civichopper.cli.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.civichopper.cli.HopperCommand;
import org.civichopper.model.document.Kind;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.SentRun;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an operator reads of the last runs.
class RunsCommandTest {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";

    private Site site;

    @BeforeEach
    void aRunInEachState() {
        site = Site.open();
        site.deliverSession();
        new SentRun(site, "closed", Site.DELAWARE)
                .begin()
                .bring(DelawareScrape.billKey(1), DelawareScrape.bill(1))
                .end(Kind.EVENT);
        new SentRun(site, "waiting", WYOMING).begin().expect(Kind.BILL).end();
        new SentRun(site, "running", WYOMING).begin();
        site.tick();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void eachRunHasItsStateAndWhatCameOfIt() {
        assertThat(runs().lines().map(line -> line.replaceAll("\\d\\d\\d\\d-.{11}", "T")))
                .contains(
                        "T  T  closed complete         " + Site.DELAWARE,
                        "    1 insert; withheld event",
                        "T  T  waiting for 1 object    " + WYOMING,
                        "T  -                 in progress             " + WYOMING);
    }

    @Test
    void machinesReadTheRunsOfOneJurisdiction() throws Exception {
        var runs = new JsonMapper().readTree(runs("--json", "--jurisdiction", Site.DELAWARE));

        assertThat(runs).singleElement();
        assertThat(runs.at("/0/id").asText()).isEqualTo("closed");
        assertThat(runs.at("/0/state").asText()).isEqualTo("closed complete");
        assertThat(runs.at("/0/counts/bill/insert").asInt()).isEqualTo(1);
    }

    @Test
    void aRunThatLacksSomethingIsNotCompleteAndItsTimesAreThoseOfTheScrape() throws Exception {
        var began = Instant.now().minus(Duration.ofHours(5));
        new SentRun(site, "lacking", Site.DELAWARE, began)
                .begin()
                .bring(DelawareScrape.billKey(2), DelawareScrape.bill(2))
                .bring(DelawareScrape.billKey(3), "no document")
                .endLeaving(3);
        site.tick();

        var runs = new JsonMapper().readTree(runs("--json", "--jurisdiction", Site.DELAWARE));

        var lacking =
                runs.valueStream()
                        .filter(run -> run.path("id").asText().equals("lacking"))
                        .findFirst()
                        .orElseThrow();
        assertThat(lacking.path("state").asText()).isEqualTo("closed, but 1 rejected, 3 unsent");
        assertThat(lacking.path("began").asText()).startsWith(began.toString().substring(0, 16));
        assertThat(runs()).contains("closed, but 1 rejected, 3 unsent " + Site.DELAWARE);
    }

    @Test
    void whereThereAreNoneItSaysSo() {
        assertThat(runs("--jurisdiction", "ak")).startsWith("No runs: ");
    }

    private String runs(String... options) {
        var arguments =
                new ArrayList<>(List.of("runs", "--database-url", site.env().get("DATABASE_URL")));
        arguments.addAll(List.of(options));
        var out = new StringWriter();
        var exitCode =
                HopperCommand.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .execute(arguments.toArray(String[]::new));
        assertThat(exitCode).isZero();
        return out.toString();
    }
}
