package org.civichopper.integration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.civichopper.importer.step.Step;
import org.civichopper.integration.EarlyBills;
import org.civichopper.integration.ReferenceRows;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing is lost and nothing doubled: the process dies at each step of its way, its messages come
/// again, and the end is the one of an import that nobody disturbed.
@Execution(ExecutionMode.CONCURRENT)
@Tag("attack")
class CrashMatrixTest {

    private static final int CALLED = Thoroughness.of(50, 2_300);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Map<String, String> SOON_BACK = Map.of("HOPPER_VISIBILITY", "PT2S");
    private static final String BILL_OF_NEXT_SESSION = "de/bill_of-the-next-session.json";
    private static final Path ODD = Path.of("src", "test", "resources", "odd");

    private static final String HEARING =
            """
            {"name": "Hearing of the Oyster Committee", "start_date": "2025-03-06T10:00:00-05:00",
             "location": {"name": "Room 1", "note": "", "coordinates": null},
             "agenda": [{"description": "What oysters want", "related_entities": [
               {"name": "HB 3", "entity_type": "bill", "note": "consideration",
                "bill_id": "~{\\"identifier\\": \\"HB 3\\"}"}]}],
             "dedupe_key": "oysters", "_id": "%s"}
            """
                    .formatted(DelawareScrape.id(0xe001));

    // A scrape that found nothing, so that it is over as soon as both its messages were handled.
    private static final List<String> RUN =
            Stream.of("", "\"ended_at\": \"2026-01-04T09:00:00Z\", \"exit_code\": 0,")
                    .map(end ->
                            """
                            {"type": "run", "run_id": "r", "bucket": "%%s", %s
                             "jurisdiction_id": "%s", "began_at": "2026-01-04T08:00:00Z",
                             "sent_at": "2026-01-04T09:00:00Z"}
                            """
                                    .formatted(end, Site.DELAWARE))
                    .toList();
    private static final Map<String, byte[]> VALID = valid();
    private static final Map<String, byte[]> EARLY = early();
    private static final Map<String, byte[]> EVERYTHING = withBad(VALID);
    private static final List<String> UNDISTURBED = ReferenceRows.of(List.of(VALID));

    @ParameterizedTest
    @EnumSource
    void aProcessThatDiesAtAnyStepLeavesWhatAnUndisturbedOneLeaves(Step step) throws Exception {
        try (var site = Site.open(SOON_BACK)) {
            site.execute(
                    """
                    ALTER TABLE opencivicdata_bill ADD CHECK (title <> 'refused by the database')
                    """);
            site.deliverAll(EARLY);
            site.tick();

            var env = new HashMap<>(site.env());
            env.putAll(SOON_BACK);
            site.deliverAll(EVERYTHING);
            RUN.forEach(message -> site.send(message.formatted(site.bucket())));
            ChildFunction.dieAt(step, env);
            drainAndCheck(Attack.HALTED, site);
            assertThat(site.rows("SELECT outcome FROM hopper.run")).containsExactly("complete");
            assertThat(site.count("pupa_runplan")).isEqualTo(1);

            site.deliverAll(EVERYTHING);
            drainAndCheck(Attack.AGAIN, site);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCKED", "COMPARED", "WRITTEN", "RECORDED", "COMMITTED"})
    void aProcessThatDiesWhileItTakesInWhatWasCalledLosesAndDoublesNothing(Step step)
            throws Exception {
        try (var site = Site.open()) {
            site.deliverSession();
            site.tick();
            EarlyBills.parkCalled(CALLED, site);

            ChildFunction.dieAt(step, site.env());
            site.tick();

            assertThat(site.count("hopper.parked")).isZero();
            assertThat(
                            site.rows(
                                    "SELECT count(*), count(DISTINCT identifier) FROM opencivicdata_bill"))
                    .containsExactly(CALLED + "|" + CALLED);
        }
    }

    private static void drainAndCheck(Attack attack, Site site) throws SQLException {
        site.drain(LONGEST);
        Aftermath.check(attack, 1, site, Delivered.all(EVERYTHING), UNDISTURBED);
        assertThat(site.rows("SELECT file FROM hopper.parked"))
                .containsExactly(BILL_OF_NEXT_SESSION);
    }

    private static Map<String, byte[]> valid() {
        var documents = DelawareScrape.documents();
        documents.put(
                "de/event_%s.json".formatted(DelawareScrape.id(0xe001)),
                DelawareScrape.bytes(HEARING));
        return documents;
    }

    // One that cannot be read; one that only the database refuses, so that its batch is split; one
    // that waits for ever.
    private static Map<String, byte[]> withBad(Map<String, byte[]> valid) {
        var documents = new HashMap<>(valid);
        documents.put("de/bill_half-a-crab.json", odd("half-a-crab.json"));
        documents.put("de/bill_refused.json", odd("refused-by-the-database.json"));
        documents.put(
                BILL_OF_NEXT_SESSION,
                DelawareScrape.bytes(DelawareScrape.bill(40).replace("153", "154")));
        return documents;
    }

    // The hearing's agenda names a bill that is not there, and votes wait for theirs.
    private static Map<String, byte[]> early() {
        var documents = new HashMap<>(VALID);
        documents.keySet().removeIf(key -> key.startsWith("de/bill_"));
        return documents;
    }

    private static byte[] odd(String name) {
        try {
            return Files.readAllBytes(ODD.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
