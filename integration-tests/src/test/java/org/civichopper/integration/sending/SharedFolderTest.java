package org.civichopper.integration.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.civichopper.cli.sample.SampleOrder;
import org.civichopper.cli.sample.SampleScrape;
import org.civichopper.model.document.Kind;
import org.civichopper.model.wire.QueueMessage;
import org.civichopper.model.wire.RunMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two scrapers that write to one data folder, each to its own state's.
@Timeout(180)
class SharedFolderTest {

    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";
    private static final String OHIO = "ocd-jurisdiction/country:us/state:oh/government";
    private static final int BILLS = 26;
    private static final int VOTES = 16;
    private static final int EVENTS = 4;
    private static final int DOCUMENTS = BILLS + VOTES + EVENTS + 4;

    @TempDir private Path folder;
    private BesideScraper machine;
    private Path source;

    @BeforeEach
    void makeScrapes() throws Exception {
        machine = BesideScraper.in(folder);
        source = Files.createDirectory(folder.resolve("two"));
        for (var state : List.of("de", "oh")) {
            SampleScrape.write(
                    new SampleOrder(state, BILLS, VOTES, EVENTS, 1, 1, Optional.empty()), source);
        }
    }

    @AfterEach
    void stopWhatIsLeft() {
        machine.close();
    }

    @Test
    void runsOfTwoStatesEndWellAndEveryDocumentGoes() throws Exception {
        var one = machine.hopper("run", "--realtime", "--", "sh", "-c", scraper("de"));
        var other = machine.hopper("run", "--realtime", "--", "sh", "-c", scraper("oh"));
        assertThat(one.waitFor()).as(machine::allSaid).isZero();
        assertThat(other.waitFor()).as(machine::allSaid).isZero();

        assertThat(BesideScraper.documents(machine.receive()))
                .as(machine::allSaid)
                .extracting(QueueMessage::filePath)
                .hasSize(2 * DOCUMENTS)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRunThatNamesItsStateIsOfThatAloneAndMayBeComplete() throws Exception {
        var runs =
                List.of(
                        run("de", "--jurisdiction", "de", "--complete", "event"),
                        run("oh", "--jurisdiction", OHIO, "--complete", "event"));
        for (var run : runs) {
            assertThat(run.waitFor()).as(machine::allSaid).isZero();
        }

        var bodies = machine.receive();
        var ends = ends(bodies);
        assertThat(ends).as(machine::allSaid).containsOnlyKeys(DELAWARE, OHIO);
        for (var end : ends.values()) {
            assertThat(end.complete()).containsExactly(Kind.EVENT);
            assertThat(end.objects())
                    .containsEntry(Kind.BILL, BILLS)
                    .containsEntry(Kind.EVENT, EVENTS);
        }
        assertThat(BesideScraper.documents(bodies)).hasSize(2 * DOCUMENTS);
    }

    @Test
    void ofTwoStatesInOneRunNothingIsComplete() throws Exception {
        var both = scraper("de") + scraper("oh");
        var run =
                machine.hopper("run", "--realtime", "--complete", "event", "--", "sh", "-c", both);
        assertThat(run.waitFor()).as(machine::said).isZero();

        assertThat(machine.said())
                .contains(
                        "--complete: expected documents of one jurisdiction, found those of "
                                + DELAWARE
                                + " and "
                                + OHIO
                                + ": nothing is complete, so nothing goes; name the one with --jurisdiction");
        assertThat(ends(machine.receive()).values())
                .hasSize(2)
                .allSatisfy(end -> assertThat(end.complete()).isEmpty());
    }

    @Test
    void theFirstFilesOfAnotherStateAreLeftAloneByARunThatNamesItsOwn() throws Exception {
        var begun =
                scraper("de")
                        + "mkdir -p $SCRAPED_DATA_DIR/oh; cp "
                        + source
                        + "/oh/event_* $SCRAPED_DATA_DIR/oh\n";
        var run =
                machine.hopper(
                        "run",
                        "--realtime",
                        "--complete",
                        "event",
                        "--jurisdiction",
                        "de",
                        "--",
                        "sh",
                        "-c",
                        begun);
        assertThat(run.waitFor()).as(machine::said).isZero();

        assertThat(machine.said())
                .contains("sent " + DOCUMENTS + " documents", EVENTS + " are left to other runs");
        var bodies = machine.receive();
        assertThat(ends(bodies)).containsOnlyKeys(DELAWARE);
        assertThat(ends(bodies).get(DELAWARE).complete()).isEqualTo(Set.of(Kind.EVENT));
        assertThat(BesideScraper.documents(bodies)).hasSize(DOCUMENTS);
        assertThat(machine.data().resolve("oh/.hopper-sent")).doesNotExist();
    }

    @Test
    void aFolderThatDoesNotSayYetWhoseItIsIsLeftAloneByARunOfAnother() throws Exception {
        var begun =
                """
                mkdir -p $SCRAPED_DATA_DIR/de; printf '{"identifier": "HB' > $SCRAPED_DATA_DIR/de/bill_1.json
                """
                        + scraper("oh");
        var run =
                machine.hopper(
                        "run", "--realtime", "--jurisdiction", OHIO, "--", "sh", "-c", begun);
        assertThat(run.waitFor()).as(machine::said).isZero();

        assertThat(machine.data().resolve("de/.hopper-sent")).doesNotExist();
        assertThat(BesideScraper.documents(machine.receive())).hasSize(DOCUMENTS);
    }

    private Process run(String state, String... options) throws Exception {
        var words = new ArrayList<>(List.of("run", "--realtime"));
        words.addAll(List.of(options));
        words.addAll(List.of("--", "sh", "-c", scraper(state)));
        return machine.hopper(words.toArray(String[]::new));
    }

    // As a scraper writes: a half that takes a moment, and then in bursts.
    private String scraper(String state) {
        return """
        d="$SCRAPED_DATA_DIR/%1$s"; mkdir -p "$d"; cd %2$s/%1$s
        half=$(ls | head -n 1); head -c 100 "$half" > "$d/$half"; sleep 0.1
        for kind in jurisdiction organization bill vote_event event; do
          cp ${kind}_* "$d"; sleep 0.1
        done
        """
                .formatted(state, source);
    }

    private static Map<String, RunMessage.End> ends(List<String> bodies) {
        var ends = new TreeMap<String, RunMessage.End>();
        for (var run : BesideScraper.runs(bodies)) {
            run.end().ifPresent(end -> ends.put(run.jurisdictionId(), end));
        }
        return ends;
    }
}
