package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.Test;

class AwaitedTest {

    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    @Test
    void whatIsAwaitedIsToldInWords() {
        assertThat(Awaited.session(DELAWARE, "153 [old]").words()).isEqualTo("session 153 [old]");
        assertThat(bill("153", "HB \"6\"").words()).isEqualTo("bill HB \"6\" of session 153");
        assertThat(Awaited.identifier(Kind.VOTE_EVENT, DELAWARE, "7").words()).isEqualTo("vote 7");
        assertThat(Awaited.scraped(new ScrapedIds.Id(DELAWARE, Kind.BILL, "00c8")).words())
                .isEqualTo("the bill with the _id 00c8");
    }

    @Test
    void whatIsTooLongForWordsIsToldAsItIsLookedUp() {
        assertThat(bill("153", "x".repeat(1_000)).words())
                .startsWith("bill " + DELAWARE + " sha256:");
    }

    private static Awaited bill(String session, String identifier) {
        return Awaited.bill(new DocumentLedger.Key(DELAWARE, NaturalKey.of(session, identifier)));
    }
}
