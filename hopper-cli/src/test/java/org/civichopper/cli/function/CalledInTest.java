package org.civichopper.cli.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What waits for a session or a bill is taken in when that comes: no more in a transaction than it
/// bears, and the rest right after.
@Execution(ExecutionMode.CONCURRENT)
class CalledInTest {

    private static final int MORE_THAN_TWO_TRANSACTIONS = 2_300;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.open();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void moreThanATransactionBearsComesInPartsRightAfter() throws Exception {
        park(MORE_THAN_TWO_TRANSACTIONS);
        site.deliverSession();

        assertThat(site.tick().get("documents"))
                .isEqualTo(Map.of("insert", MORE_THAN_TWO_TRANSACTIONS, "update", 1));

        assertThat(site.count("hopper.parked")).isZero();
        assertThat(
                        site.rows(
                                """
                                SELECT count(*) FROM opencivicdata_bill
                                 GROUP BY created_at ORDER BY created_at
                                """))
                .containsExactly("1000", "1000", "300");
    }

    @Test
    void whatATickLeftIsTakenInByTheNextWithoutAMessage() throws Exception {
        site.deliverSession();
        site.tick();
        park(3);
        site.execute("UPDATE hopper.parked SET called_at = now() - interval '1 minute'");

        assertThat(site.tick())
                .containsEntry("messages", 0)
                .containsEntry("documents", Map.of("insert", 3));

        assertThat(site.count("hopper.parked")).isZero();
    }

    @Test
    void aVoteThatIsCalledBeforeItsBillIsTakenInWithIt() throws Exception {
        site.deliver(DelawareScrape.billKey(1), DelawareScrape.bill(1));
        site.deliverAll(DelawareScrape.votes());
        site.tick();
        park(1_000); // of bills that are older
        site.execute("UPDATE hopper.parked SET id = DEFAULT WHERE file NOT LIKE 'test/%'");
        site.deliverSession();
        site.deliverAll(DelawareScrape.bills());

        site.tick();

        assertThat(site.count("hopper.parked")).isZero();
        assertThat(site.count("opencivicdata_voteevent")).isEqualTo(DelawareScrape.VOTES);
    }

    @Test
    void whatFailsWaitsForTheNextTickAndHoldsUpNobody() throws Exception {
        site.deliverSession();
        site.tick();
        site.letBillTwoTakeTooLong();
        park(3);
        site.execute("UPDATE hopper.parked SET called_at = now() - interval '1 minute'");

        site.tick();

        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill ORDER BY 1"))
                .containsExactly("HB 1", "HB 3");
        assertThat(site.rows("SELECT file, times FROM hopper.failed")).containsExactly("test/2|1");

        site.execute("DROP TRIGGER slow ON opencivicdata_bill");
        site.tick();
        assertThat(site.count("opencivicdata_bill")).isEqualTo(3);
        assertThat(site.count("hopper.failed")).as("is mended").isZero();
    }

    /// Bills that wait for the session, as if they had come one by one.
    private void park(int bills) throws SQLException {
        var bill = DelawareScrape.bill("NUMBER", 1, "An act").replace("HB 1", "HB NUMBER");
        site.execute(
                """
                INSERT INTO hopper.parked
                       (jurisdiction_id, kind, scraped_id, file, content, last_modified, awaits)
                SELECT '%s', 'bill', n, 'test/' || n,
                       convert_to(replace($json$%s$json$, 'NUMBER', n::text), 'UTF8'), now(),
                       ARRAY['session %s ["153"]']
                  FROM generate_series(1, %d) AS n
                """
                        .formatted(Site.DELAWARE, bill, Site.DELAWARE, bills));
    }
}
