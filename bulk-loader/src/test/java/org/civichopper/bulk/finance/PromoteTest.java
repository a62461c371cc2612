package org.civichopper.bulk.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readers see a state as it was or as it is, gifts and reports of the same load; the one before is
/// kept, and can be put back.
class PromoteTest {

    private static final String SEEN =
            """
            SELECT (SELECT count(*) FROM campaign_finance.contributions) || '/'
                   || (SELECT count(*) FROM campaign_finance.reports)
            """;

    @TempDir private Path folder;

    private static TexasZip first() {
        return TexasZip.of(100);
    }

    private static TexasZip second() {
        return TexasZip.of(200).report("901", Map.of());
    }

    @Test
    void readersSeeTheOldOrTheNewAndNeitherAlone() throws Exception {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(first()).load("tx");
            var reading = new AtomicBoolean(true);
            var seen = new ArrayList<String>();
            var reader =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (reading.get()) {
                                    seen.add(capitol.one(SEEN));
                                }
                            });
            var ran = capitol.has(second()).load("tx");
            reading.set(false);
            reader.join();
            assertThat(ran.exitCode()).as(ran.err()).isZero();
            assertThat(seen).isNotEmpty().isSubsetOf("100/1", "200/2");
            assertThat(capitol.one(SEEN)).isEqualTo("200/2");
        }
    }

    @Test
    void whatTheLastLoadReplacedIsPutBackOnce() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(first()).load("tx");
            assertThat(capitol.hopper("load", "rollback", "campaign-finance").exitCode())
                    .isEqualTo(1);
            var ran = capitol.has(second()).load("tx");
            assertThat(ran.json().path("inserted").asInt()).isEqualTo(202);
            assertThat(ran.json().path("deleted").asInt()).isEqualTo(101);
            assertThat(
                            capitol.one(
                                    "SELECT count(*) FROM campaign_finance.contributions_tx_previous"))
                    .isEqualTo("100");

            var back =
                    capitol.hopper(
                            "load", "rollback", "campaign-finance", "--state", "tx", "--json");
            assertThat(back.exitCode()).as(back.err()).isZero();
            assertThat(capitol.one(SEEN)).isEqualTo("100/1");
            assertThat(
                            capitol.hopper("load", "rollback", "campaign-finance", "--state", "tx")
                                    .exitCode())
                    .isEqualTo(1);

            assertThat(capitol.load("tx").json().path("inserted").asInt())
                    .as("files that are given are the operator's word")
                    .isEqualTo(202);
        }
    }

    @Test
    void keysAndIndexesOfTheTableAreOnEachPartitionAlsoThoseOfOthers() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(first()).load("tx");
            capitol.execute("CREATE INDEX by_zip ON campaign_finance.contributions (zip)");
            capitol.execute("GRANT SELECT ON campaign_finance.reports_tx TO PUBLIC");
            capitol.has(second()).load("tx");
            assertThat(
                            capitol.ask(
                                    """
                                    SELECT p.relname
                                      FROM pg_inherits i
                                      JOIN pg_class p ON p.oid = i.inhparent
                                      JOIN pg_class c ON c.oid = i.inhrelid
                                      JOIN pg_index x ON x.indexrelid = c.oid
                                     WHERE x.indrelid = 'campaign_finance.contributions_tx'::regclass
                                       AND c.relname LIKE 'load_2_%'
                                     ORDER BY 1
                                    """))
                    .as("built beside, and none while it took its place")
                    .containsExactly(
                            "by_zip",
                            "contributions_candidate_id",
                            "contributions_contribution_date",
                            "contributions_filer_id",
                            "contributions_pkey");
            assertThat(
                            capitol.one(
                                    "SELECT privilege_type FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = 'campaign_finance.reports_tx'::regclass AND a.grantee = 0"))
                    .isEqualTo("SELECT");
        }
    }

    @Test
    void whatOthersHungOnAPartitionIsNamedBeforeLoading() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(first()).load("tx");
            capitol.execute("CREATE VIEW ours AS SELECT * FROM campaign_finance.contributions_tx");
            capitol.execute("CREATE VIEW fine AS SELECT * FROM campaign_finance.contributions");
            var ran = capitol.has(second()).load("tx");
            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("view ours reads").doesNotContain("view fine");
            assertThat(capitol.load("tx", "--force").exitCode()).isZero();
            assertThat(capitol.one("SELECT count(*) FROM ours")).isEqualTo("100");
            assertThat(capitol.one("SELECT count(*) FROM fine")).isEqualTo("200");
        }
    }

    @Test
    void moneyIsComparedByYearWithTheLoadBefore() {
        try (var capitol = Capitol.in(folder)) {
            capitol.has(first()).load("tx");
            var money = capitol.has(second()).load("tx").json().at("/money/tx/2020");
            assertThat(money.path("gifts").asInt()).isEqualTo(200);
            assertThat(money.path("amount").decimalValue()).isEqualByComparingTo("100000");
            assertThat(money.path("amount_before").decimalValue()).isEqualByComparingTo("50000");
        }
    }
}
