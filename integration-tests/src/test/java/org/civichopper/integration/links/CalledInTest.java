package org.civichopper.integration.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.civichopper.integration.EarlyBills;
import org.civichopper.testing.DelawareScrape;
import org.civichopper.testing.Site;
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
        EarlyBills.park(MORE_THAN_TWO_TRANSACTIONS, site);
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
        EarlyBills.parkCalled(3, site);

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
        EarlyBills.park(1_000, site); // of bills that are older
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
        EarlyBills.parkCalled(3, site);

        site.tick();

        assertThat(site.rows("SELECT identifier FROM opencivicdata_bill ORDER BY 1"))
                .containsExactly("HB 1", "HB 3");
        assertThat(site.rows("SELECT file, times FROM hopper.failed")).containsExactly("test/2|1");

        site.execute("DROP TRIGGER slow ON opencivicdata_bill");
        site.tick();
        assertThat(site.count("opencivicdata_bill")).isEqualTo(3);
        assertThat(site.count("hopper.failed")).as("is mended").isZero();
    }
}
