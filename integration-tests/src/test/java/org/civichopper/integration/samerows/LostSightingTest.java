package org.civichopper.integration.samerows;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Said;
import org.civichopper.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A ledger with a gap: it has forgotten which version of a row it saw last.
@Execution(ExecutionMode.CONCURRENT)
class LostSightingTest {

    private static final String OLDER = DelawareScrape.id(0x10000000);
    private static final String NEWER = DelawareScrape.id(0x20000000);
    private static final String TITLE = "SELECT title FROM opencivicdata_bill";

    @TempDir private Path folder;
    private Site site;

    @BeforeEach
    void openWithTheSession() {
        site = Site.open();
        site.deliverSession();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hopper.sighting", "hopper.document, hopper.sighting"})
    void anOlderVersionDoesNotWinOverARowThatHasAReceipt(String lost) throws Exception {
        deliver(NEWER, "Newer");
        site.execute("TRUNCATE " + lost + "; TRUNCATE hopper.scraped_id");

        assertThat(deliver(OLDER, "Older")).isEqualTo(Map.of("superseded", 1));

        assertThat(site.rows(TITLE)).containsExactly("Newer");
    }

    @Test
    void anOlderVersionDoesNotWinOverARowWhoseIdIsKnown() throws Exception {
        importDirectory(NEWER, "Newer");
        site.execute("TRUNCATE hopper.document, hopper.sighting");

        assertThat(deliver(OLDER, "Older")).isEqualTo(Map.of("superseded", 1));

        assertThat(site.rows(TITLE)).containsExactly("Newer");
    }

    @Test
    void whatStandsIsKnownAgainOnceItComesAgain() throws Exception {
        deliver(NEWER, "Newer");
        site.execute("TRUNCATE hopper.sighting");

        assertThat(deliver(NEWER, "Newer")).isEqualTo(Map.of("noop", 1));

        assertThat(
                        site.count(
                                "hopper.document d JOIN hopper.sighting s ON s.document_id = d.id"
                                        + " WHERE d.kind = 'bill'"))
                .isEqualTo(1);
    }

    @Test
    void aRowThatOthersWroteIsComparedAsEver() throws Exception {
        deliver(NEWER, "Newer");
        site.execute(
                "TRUNCATE hopper.document, hopper.sighting, hopper.receipt, hopper.scraped_id");

        assertThat(deliver(OLDER, "Older")).isEqualTo(Map.of("update", 1));

        assertThat(site.rows(TITLE)).containsExactly("Older");
    }

    private Object deliver(String id, String title) {
        site.tick(); // what was there before
        site.deliver("de/bill_" + id + ".json", DelawareScrape.bill(id, 1, title));
        return site.tick().get("documents");
    }

    private void importDirectory(String id, String title) {
        site.tick();
        DelawareScrape.write(
                Map.of(
                        "de/bill_" + id + ".json",
                        DelawareScrape.bytes(DelawareScrape.bill(id, 1, title))),
                folder);
        var said =
                Said.by(
                        "import",
                        "--database-url",
                        site.env().get("DATABASE_URL"),
                        folder.resolve("de").toString());
        assertThat(said.exitCode()).as(said.out() + said.err()).isZero();
    }
}
