package org.civichopper.cli.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.civichopper.cli.function.DelawareScrape;
import org.civichopper.cli.function.ReferenceRows;
import org.civichopper.cli.function.Site;
import org.civichopper.importer.step.Step;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Nothing is lost and nothing doubled: the process dies at each step of its way, its messages come
/// again, and the end is the one of an import that nobody disturbed.
@Execution(ExecutionMode.CONCURRENT)
class CrashMatrixTest {

    private static final Map<String, String> SOON_BACK = Map.of("HOPPER_VISIBILITY", "PT2S");
    private static final String LATE_BILL = DelawareScrape.billKey(3);
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

    private static final Map<String, byte[]> VALID = valid();
    private static final Map<String, byte[]> EVERYTHING = withRejected(VALID);
    private static final List<String> UNDISTURBED = ReferenceRows.of(List.of(VALID));

    @ParameterizedTest
    @EnumSource
    void aProcessThatDiesAtAnyStepTwiceLeavesWhatAnUndisturbedOneLeaves(Step step)
            throws Exception {
        try (var site = Site.open(SOON_BACK)) {
            site.execute(
                    """
                    ALTER TABLE opencivicdata_bill ADD CHECK (title <> 'refused by the database')
                    """);
            dieAndRecover(step, site, withoutLateBill());
            dieAndRecover(step, site, EVERYTHING);
            assertThat(site.count("hopper.parked")).isZero();
            assertThat(site.normalizedRows()).isEqualTo(UNDISTURBED);

            deliverAndRecover(site, EVERYTHING);
            assertThat(site.normalizedRows()).isEqualTo(UNDISTURBED);
        }
    }

    private static void dieAndRecover(Step step, Site site, Map<String, byte[]> documents)
            throws Exception {
        var env = new HashMap<>(site.env());
        env.putAll(SOON_BACK);
        site.deliverAll(documents);
        ChildFunction.dieAt(step, env);
        Settled.drainAndCheck(site, Delivered.all(documents));
    }

    private static void deliverAndRecover(Site site, Map<String, byte[]> documents)
            throws Exception {
        site.deliverAll(documents);
        Settled.drainAndCheck(site, Delivered.all(documents));
    }

    private static Map<String, byte[]> valid() {
        var documents = DelawareScrape.documents();
        documents.put(
                "de/event_%s.json".formatted(DelawareScrape.id(0xe001)),
                DelawareScrape.bytes(HEARING));
        return documents;
    }

    // One that cannot be read, and one that only the database refuses, so that its batch is split.
    private static Map<String, byte[]> withRejected(Map<String, byte[]> valid) {
        var documents = new HashMap<>(valid);
        documents.put("de/bill_half-a-crab.json", odd("half-a-crab.json"));
        documents.put("de/bill_refused.json", odd("refused-by-the-database.json"));
        return documents;
    }

    // Its votes have to wait, and the hearing's agenda names what is not there.
    private static Map<String, byte[]> withoutLateBill() {
        var documents = new HashMap<>(EVERYTHING);
        documents.remove(LATE_BILL);
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
