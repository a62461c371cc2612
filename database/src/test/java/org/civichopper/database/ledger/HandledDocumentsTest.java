package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.civichopper.database.ledger.Receipts.Receipt;
import org.civichopper.database.ledger.RejectedDocuments.Rejected;
import org.civichopper.database.ledger.ScrapedIds.Id;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Receipts, what was set aside, and the `_id`s that became something.
class HandledDocumentsTest extends LedgerTest {

    private static final Instant TIME = Instant.parse("2026-01-04T09:00:00.123456Z");
    private static final long BATCH = 7;
    private static final String DELAWARE = "ocd-jurisdiction/country:us/state:de/government";

    @Test
    void theFirstReceiptForAnObjectIsTheOneThatCounts() throws SQLException {
        var receipts = new Receipts(connection);

        receipts.write(List.of(receipt("de/bill_1.json", "e1", "insert")), BATCH);
        receipts.write(List.of(receipt("de/bill_1.json", "e1", "noop")), BATCH);

        assertThat(ask("SELECT string_agg(outcome, ' ') FROM hopper.receipt")).isEqualTo("insert");
    }

    @Test
    void anObjectMayComeTwiceAtOnce() throws SQLException {
        var receipts = new Receipts(connection);

        receipts.write(
                List.of(
                        receipt("de/bill_1.json", "e1", "insert"),
                        receipt("de/bill_1.json", "e1", "noop"),
                        receipt("de/bill_1.json", "e2", "update")),
                BATCH);

        assertThat(ask("SELECT count(*) FROM hopper.receipt")).isEqualTo("2");
    }

    @Test
    void aKeyIsHandledWhenItHasAnyReceipt() throws SQLException {
        var receipts = new Receipts(connection);
        receipts.write(
                List.of(
                        receipt("de/bill_1.json", "e1", "insert"),
                        receipt("de/bill_1.json", "e2", "noop")),
                BATCH);

        var one = gone("de/bill_1.json", null, null);
        var other = gone("de/bill_2.json", null, null);
        assertThat(receipts.handled(List.of(one, other))).containsExactly(one);
        assertThat(receipts.handled(List.of())).isEmpty();
    }

    @Test
    void anObjectUnderAKeyThatComesAgainIsHandledWhenItOrALaterOneIs() throws SQLException {
        var receipts = new Receipts(connection);
        receipts.write(List.of(receipt("de/jurisdiction_1.json", "e1", "insert")), BATCH);
        var it = gone("de/jurisdiction_1.json", "hash e1", TIME.plusSeconds(1));
        var overwritten = gone("de/jurisdiction_1.json", "hash e0", TIME.minusSeconds(1));
        var lost = gone("de/jurisdiction_1.json", "hash e2", TIME.plusSeconds(1));

        assertThat(receipts.handled(List.of(it, overwritten, lost)))
                .containsExactlyInAnyOrder(it, overwritten);
    }

    @Test
    void oneThatWasPutWithinTheSecondOfTheMessageHasTakenItsPlace() throws SQLException {
        var receipts = new Receipts(connection);
        var whole = TIME.truncatedTo(ChronoUnit.SECONDS);
        receipts.write(List.of(receipt("de/jurisdiction_1.json", "e1", whole, "insert")), BATCH);
        var overwritten = gone("de/jurisdiction_1.json", "hash e0", TIME);

        assertThat(receipts.handled(List.of(overwritten))).containsExactly(overwritten);
    }

    @Test
    void theSameContentThatIsPutThereLaterGetsAReceiptOfItsOwn() throws SQLException {
        var receipts = new Receipts(connection);
        receipts.write(List.of(receipt("de/jurisdiction_1.json", "e1", "insert")), BATCH);
        receipts.write(
                List.of(receipt("de/jurisdiction_1.json", "e1", TIME.plusSeconds(9), "noop")),
                BATCH);

        assertThat(ask("SELECT count(*) FROM hopper.receipt")).isEqualTo("2");
    }

    private static Receipts.Gone gone(String key, String hash, Instant sentAt) {
        return new Receipts.Gone(key, Optional.ofNullable(hash), Optional.ofNullable(sentAt));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insert", "update", "noop", "superseded", "parked", "rejected"})
    void everyEndHasAWord(String outcome) throws SQLException {
        new Receipts(connection).write(List.of(receipt("de/bill_1.json", "e1", outcome)), BATCH);

        assertThat(ask("SELECT outcome FROM hopper.receipt")).isEqualTo(outcome);
    }

    @Test
    void aReceiptTellsWhatIsKnownAndLeavesOutTheRest() throws SQLException {
        new Receipts(connection)
                .write(
                        List.of(
                                new Receipt(
                                        "de/bill_1.json",
                                        "e1",
                                        TIME,
                                        "hash",
                                        "de",
                                        Kind.BILL,
                                        Optional.empty(),
                                        Optional.empty(),
                                        "rejected",
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(TIME),
                                        TIME)),
                        BATCH);

        assertThat(
                        ask(
                                """
                                SELECT concat_ws(' ', scraped_id, database_id, version_time, run_id, scraped_at,
                                                 extract(epoch FROM sent_at)) FROM hopper.receipt
                                """))
                .isEqualTo("1767517200.123456");
    }

    @Test
    void whatIsSetAsideMayHoldAnything() throws SQLException {
        var nul = Optional.of("a\u0000b");

        new RejectedDocuments(connection)
                .write(
                        List.of(
                                new Rejected(
                                        nul,
                                        nul,
                                        "a\u0000b",
                                        nul,
                                        nul,
                                        "a\u0000b",
                                        "a\u0000b",
                                        "a\u0000b",
                                        nul,
                                        OptionalLong.empty())));

        assertThat(
                        ask(
                                """
                                SELECT concat_ws(' ', jurisdiction_id, kind, file, stored_key, message, place,
                                                 expected, found, run_id) FROM hopper.rejected
                                """))
                .isEqualTo(String.join(" ", Collections.nCopies(9, "a\uFFFDb")));
    }

    @Test
    void aMessageThatNamesNoDocumentIsSetAsideWithoutOne() throws SQLException {
        new RejectedDocuments(connection)
                .write(
                        List.of(
                                new Rejected(
                                        Optional.empty(),
                                        Optional.empty(),
                                        "message 7",
                                        Optional.empty(),
                                        Optional.of("hello"),
                                        "message",
                                        "JSON",
                                        "\"hello\"",
                                        Optional.empty(),
                                        OptionalLong.of(BATCH))));

        assertThat(
                        ask(
                                """
                                SELECT concat_ws('|', jurisdiction_id, kind, file, stored_key, message)
                                  FROM hopper.rejected
                                """))
                .isEqualTo("message 7|hello");
    }

    @Test
    void anIdIsKnownForGoodAndLeadsToTheLatestThing() throws SQLException {
        var ids = new ScrapedIds(connection);
        bill("ocd-bill/1");
        bill("ocd-bill/2");

        ids.write(Map.of(billId("b1"), "ocd-bill/1", billId("b2"), "ocd-bill/1"));
        ids.write(Map.of(billId("b2"), "ocd-bill/2"));

        assertThat(ids.read(Set.of(billId("b1"), billId("b2"), billId("b3"))))
                .isEqualTo(Map.of(billId("b1"), "ocd-bill/1", billId("b2"), "ocd-bill/2"));
    }

    @Test
    void aVoteThatTakesABillsIdDoesNotTakeTheBill() throws SQLException {
        var ids = new ScrapedIds(connection);
        bill("ocd-bill/1");

        ids.write(Map.of(billId("x"), "ocd-bill/1"));
        ids.write(Map.of(new Id(DELAWARE, Kind.VOTE_EVENT, "x"), "ocd-vote/1"));

        assertThat(ids.read(Set.of(billId("x")))).isEqualTo(Map.of(billId("x"), "ocd-bill/1"));
    }

    @Test
    void aBillOfAlaskaThatTakesAnIdOfDelawaresDoesNotTakeDelawaresBill() throws SQLException {
        var ids = new ScrapedIds(connection);
        bill("ocd-bill/1");
        bill("ocd-bill/2");
        var alaskas = new Id("ocd-jurisdiction/country:us/state:ak/government", Kind.BILL, "x");

        ids.write(Map.of(billId("x"), "ocd-bill/1"));
        assertThat(ids.read(Set.of(alaskas))).isEmpty();
        ids.write(Map.of(alaskas, "ocd-bill/2"));

        assertThat(ids.read(Set.of(billId("x"), alaskas)))
                .isEqualTo(Map.of(billId("x"), "ocd-bill/1", alaskas, "ocd-bill/2"));
    }

    @Test
    void anIdMayHoldWhateverTextMay() throws SQLException {
        var ids = new ScrapedIds(connection);
        bill("ocd-bill/1");
        var odd = "a,\"b\"\\{}\n NULL 🦀";

        ids.write(Map.of(billId(odd), "ocd-bill/1"));

        assertThat(ids.read(Set.of(billId(odd)))).containsOnlyKeys(billId(odd));
    }

    private static Id billId(String scrapedId) {
        return new Id(DELAWARE, Kind.BILL, scrapedId);
    }

    private static Receipt receipt(String key, String etag, String outcome) {
        return receipt(key, etag, TIME, outcome);
    }

    private static Receipt receipt(String key, String etag, Instant putAt, String outcome) {
        return new Receipt(
                key,
                etag,
                putAt,
                "hash " + etag,
                "de",
                Kind.BILL,
                Optional.of("b1"),
                Optional.of("ocd-bill/1"),
                outcome,
                Optional.of(new DocumentVersion(TIME, TIME, TIME, "")),
                Optional.of("run-7"),
                Optional.of(TIME),
                Optional.of(TIME),
                TIME);
    }
}
