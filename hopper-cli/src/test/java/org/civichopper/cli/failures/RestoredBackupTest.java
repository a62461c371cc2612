package org.civichopper.cli.failures;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.civichopper.model.document.Sha256;
import org.civichopper.model.wire.ObjectKey;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Said;
import org.civichopper.testing.SharedCloud;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Bucket and queue go on, and the database is as it was before they did.
@Execution(ExecutionMode.CONCURRENT)
class RestoredBackupTest {

    private static final String KEY = DelawareScrape.billKey(1);
    private static final String BILL = DelawareScrape.bill(1);
    private static final String POISON = "de/bill_2.json";

    @TempDir private Path folder;
    private Site before;
    private Site restored;
    private Operator operator;

    @BeforeEach
    void importThenRestore() {
        before = Site.open();
        before.deliver(
                DelawareScrape.JURISDICTION_KEY,
                DelawareScrape.jurisdiction("153rd General Assembly"));
        before.deliver(KEY, BILL);
        before.deliver(POISON, "no document");
        before.tick();
        var env = new HashMap<>(before.env());
        env.put("DATABASE_URL", SharedCloud.prepared().get("DATABASE_URL"));
        restored = Site.at(env);
        operator = new Operator(env);
    }

    @AfterEach
    void close() {
        restored.close();
        before.close();
    }

    @Test
    void aMessageThatComesAgainIsImportedFromWhereItsObjectIsKept() throws Exception {
        restored.announce(DelawareScrape.JURISDICTION_KEY);
        restored.announce(KEY);
        var kept = restored.keys("archived/");

        assertThat(restored.tick()).containsEntry("documents", Map.of("insert", 1, "update", 1));

        assertThat(restored.rows("SELECT title FROM opencivicdata_bill"))
                .containsExactly("An act relating to oysters, part 1");
        assertThat(restored.count("hopper.rejected")).isZero();
        assertThat(restored.keys("archived/")).isEqualTo(kept);
        assertThat(restored.waiting() + restored.held()).isZero();
    }

    @Test
    void whatWasRejectedIsRejectedAgainWithItsReason() throws Exception {
        restored.announce(POISON);

        assertThat(restored.tick()).containsEntry("documents", Map.of("rejected", 1));

        assertThat(
                        restored.rows(
                                "SELECT file, expected, stored_key IS NOT NULL FROM hopper.rejected"))
                .containsExactly(POISON + "|JSON|t");
        assertThat(operator.show("r1").out()).contains("no document");
    }

    @Test
    void aMessageForOtherContentThanIsKeptHasLostItsObject() throws Exception {
        restored.send(message(KEY, DelawareScrape.bytes("something else")));

        restored.tick();

        assertThat(restored.rows("SELECT place, found FROM hopper.rejected"))
                .containsExactly("object|none");
    }

    @Test
    void aMessageForWhatIsKeptFindsItByItsContent() throws Exception {
        restored.announce(DelawareScrape.JURISDICTION_KEY);
        restored.send(message(KEY, DelawareScrape.bytes(BILL)));

        restored.tick();

        assertThat(restored.count("opencivicdata_bill")).isEqualTo(1);
    }

    @Test
    void theDoctorFindsWhatTheLedgerHasForgottenAndSaysWhatBringsItBack() throws Exception {
        assertThat(doctor(before).out()).contains("\"check\":\"archive\",\"outcome\":\"well\"");

        var said = doctor(restored);

        assertThat(said.exitCode()).isEqualTo(3);
        assertThat(said.out())
                .contains("none for 3 of the 4 objects that came from ")
                .contains("hopper replay --from-archive --since ");
    }

    @Test
    void allThatTheLedgerHasForgottenIsBroughtBack() throws Exception {
        assertThat(replay()).isEqualTo(new Said(0, "put back 3 documents; 0 could not be\n", ""));
        assertThat(restored.tick())
                .containsEntry("documents", Map.of("insert", 1, "rejected", 1, "update", 1));

        assertThat(doctor(restored).out()).contains("\"check\":\"archive\",\"outcome\":\"well\"");
        assertThat(replay().out()).isEqualTo("put back 0 documents; 0 could not be\n");
        assertThat(restored.keys("de/")).isEmpty();
    }

    @Test
    void whoDoesItTwiceOrDiedInBetweenDoublesNothing() throws Exception {
        try (var site = BucketAndQueue.of(restored.env())) {
            var stored = restored.keys("archived/").getFirst();
            new StoredObjects(site.s3(), site.bucket()).putBack(stored, new ObjectKey(KEY));
        }
        replay();
        replay();

        restored.tick();

        assertThat(restored.count("opencivicdata_bill")).isEqualTo(1);
        assertThat(restored.waiting() + restored.held()).isZero();
        assertThat(restored.keys("archived/")).hasSize(2);
    }

    @Test
    void whatLiesUnderItsKeyByNowGoesFirst() throws Exception {
        restored.put(KEY, DelawareScrape.bytes(DelawareScrape.bill(3)));

        var said = replay();

        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.out()).isEqualTo("put back 2 documents; 1 could not be\n");
        assertThat(said.err()).contains("another object lies under its key");
        assertThat(restored.object(KEY)).contains("HB 3");
    }

    @Test
    void whatWasPutAwayBeforeIsLeft() {
        var said =
                operator.replay(
                        "--from-archive", "--since", Instant.now().plusSeconds(60).toString());

        assertThat(said.out()).isEqualTo("put back 0 documents; 0 could not be\n");
    }

    @Test
    void aDryRunSaysWhatItWouldDo() throws Exception {
        var said = operator.replay("--from-archive", "--since", "1h", "--dry-run", "--json");

        var documents = new JsonMapper().readTree(said.out()).path("documents");
        assertThat(documents).hasSize(3);
        assertThat(documents.path(0).path("stored_key").asText()).startsWith("archived/");
        assertThat(restored.waiting()).isZero();
        assertThat(restored.keys("de/")).isEmpty();
    }

    @Test
    void withoutATimeItIsAMistake() {
        assertThat(operator.replay("--from-archive").exitCode()).isEqualTo(2);
        assertThat(operator.replay("--from-archive", "--since", "1h", "r1").exitCode())
                .isEqualTo(2);
    }

    private Said replay() {
        return operator.replay("--from-archive", "--since", "1h");
    }

    private Said doctor(Site site) throws IOException {
        Files.write(
                folder.resolve("env"),
                site.env().entrySet().stream()
                        .map(each -> each.getKey() + "='" + each.getValue() + "'")
                        .toList());
        return Said.by("doctor", "--json", "--dir", folder.toString());
    }

    private String message(String key, byte[] content) {
        return """
        {"file_path": "%s", "bucket": "%s", "jurisdiction_id": "%s", "sha256": "%s", "sent_at": "%s"}
        """
                .formatted(
                        key, restored.bucket(), Site.DELAWARE, Sha256.hex(content), Instant.now());
    }
}
