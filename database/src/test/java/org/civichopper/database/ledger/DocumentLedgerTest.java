package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.DocumentLedger.Note;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentLedgerTest extends LedgerTest {

    private static final String DE = "ocd-jurisdiction/country:us/state:de/government";
    private static final Key HB_1 = new Key(DE, NaturalKey.of("153", "HB 1"));
    private static final Key HB_2 = new Key(DE, NaturalKey.of("153", "HB 2"));
    private static final OffsetDateTime PEOPLE = OffsetDateTime.parse("2026-01-01T00:00:00.5Z");
    private static final Instant TIME = Instant.parse("2026-01-04T08:31:20.123456Z");
    private static final DocumentVersion VERSION =
            new DocumentVersion(TIME, Instant.EPOCH, TIME.plusSeconds(9), "3f2a");

    private static final String ID = "00c832d2-e947-11f0-8633-a2a45e751eb0";
    private static final Seen SEEN =
            new Seen(VERSION, "c0ffee", Optional.of("run-7"), Optional.of(ID));

    private DocumentLedger ledger;

    @BeforeEach
    void open() throws SQLException {
        ledger = new DocumentLedger(connection);
    }

    private void write(Kind kind, List<Note> notes) throws SQLException {
        ledger.write(Map.of(kind, notes));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws SQLException {
        bill("ocd-bill/1");

        write(Kind.BILL, List.of(note(HB_1, "ocd-bill/1", VERSION, "c0ffee")));

        assertThat(ledger.read(Kind.BILL, Set.of(HB_1, HB_2)))
                .isEqualTo(Map.of(HB_1, new Entry("ocd-bill/1", SEEN, true, true, true, PEOPLE)));
    }

    @Test
    void whatIsUnknownMayStayUnknown() throws SQLException {
        write(
                Kind.BILL,
                List.of(
                        new Note(
                                HB_1,
                                "ocd-bill/1",
                                VERSION,
                                null,
                                false,
                                null,
                                null,
                                "HB 1 of some scraper",
                                Optional.empty())));

        assertThat(ledger.read(Kind.BILL, Set.of(HB_1)))
                .isEqualTo(
                        Map.of(
                                HB_1,
                                new Entry(
                                        "ocd-bill/1",
                                        new Seen(
                                                VERSION,
                                                null,
                                                Optional.empty(),
                                                Optional.of("HB 1 of some scraper")),
                                        false,
                                        false,
                                        false,
                                        null)));
    }

    @Test
    void aRowThatSomebodyElseChangedOrRemovedDoesNotStandAsWeLeftIt() throws SQLException {
        bill("ocd-bill/1");
        bill("ocd-bill/2");
        write(
                Kind.BILL,
                List.of(
                        note(HB_1, "ocd-bill/1", VERSION, "c0ffee"),
                        note(HB_2, "ocd-bill/2", VERSION, "c0ffee")));

        run(
                """
                UPDATE opencivicdata_bill SET updated_at = updated_at + interval '1 microsecond'
                 WHERE id = 'ocd-bill/1';
                DELETE FROM opencivicdata_bill WHERE id = 'ocd-bill/2'
                """);

        assertThat(ledger.read(Kind.BILL, Set.of(HB_1, HB_2)).values())
                .hasSize(2)
                .noneMatch(Entry::rowStands);
    }

    @Test
    void aKeyMayBeAsLongAsItLikes() throws SQLException {
        var longest = new Key(DE, NaturalKey.of("dedupe", "名".repeat(500)));
        var hashed = new Key(DE, NaturalKey.of("dedupe", "🦀".repeat(50_000)));
        var other = new Key(DE, NaturalKey.of("dedupe", "🦀".repeat(50_001)));

        write(
                Kind.VOTE_EVENT,
                List.of(
                        note(longest, "ocd-vote/1", VERSION, "c0ffee"),
                        note(hashed, "ocd-vote/2", VERSION, "c0ffee")));

        assertThat(ledger.read(Kind.VOTE_EVENT, Set.of(longest, hashed, other)))
                .containsOnlyKeys(longest, hashed);
    }

    @Test
    void jurisdictionsAndKindsDoNotMeet() throws SQLException {
        var elsewhere =
                new Key("ocd-jurisdiction/country:us/state:ny/government", HB_1.naturalKey());

        write(Kind.BILL, List.of(note(HB_1, "ocd-bill/1", VERSION, "c0ffee")));

        assertThat(ledger.read(Kind.BILL, Set.of(elsewhere))).isEmpty();
        assertThat(ledger.read(Kind.EVENT, Set.of(HB_1))).isEmpty();
    }

    @Test
    void aLaterNoteReplacesAnEarlierOne() throws SQLException {
        write(Kind.BILL, List.of(note(HB_1, "ocd-bill/1", VERSION, "01d0")));
        write(Kind.BILL, List.of(note(HB_1, "ocd-bill/2", VERSION, "9e90")));

        assertThat(ledger.read(Kind.BILL, Set.of(HB_1)).get(HB_1))
                .returns("9e90", Entry::contentHash)
                .returns("ocd-bill/2", Entry::databaseId);
    }

    @Test
    void ofSeveralNotesOnOneKeyTheLastCounts() throws SQLException {
        write(
                Kind.ORGANIZATION,
                List.of(
                        note(HB_1, "ocd-organization/1", VERSION, "f1"),
                        note(HB_1, "ocd-organization/1", VERSION, "1a")));

        assertThat(ledger.read(Kind.ORGANIZATION, Set.of(HB_1)).get(HB_1).contentHash())
                .isEqualTo("1a");
    }

    @Test
    void theNewestOfARowsVersionsIsFoundAsVersionsCompare() throws SQLException {
        var newest = new DocumentVersion(TIME, Instant.EPOCH, TIME.plusSeconds(9), "0a");
        var byHash = new DocumentVersion(TIME, Instant.EPOCH, TIME.plusSeconds(9), "09");
        var byTime = new DocumentVersion(TIME.minusNanos(1_000), TIME, TIME.plusSeconds(99), "0f");
        var third = new Key(DE, NaturalKey.of("dedupe", "x"));
        write(
                Kind.VOTE_EVENT,
                List.of(
                        note(HB_1, "ocd-vote/1", byHash, "c0ffee"),
                        note(HB_2, "ocd-vote/1", newest, "c0ffee"),
                        note(third, "ocd-vote/1", byTime, "c0ffee")));

        assertThat(newest).isGreaterThan(byHash).isGreaterThan(byTime);
        assertThat(ledger.newest(Set.of("ocd-vote/1", "ocd-vote/2")).values())
                .extracting(Seen::version)
                .containsExactly(newest);
    }

    @Test
    void nothingIsAskedForNothing() throws SQLException {
        write(Kind.BILL, List.of());

        assertThat(ledger.read(Kind.BILL, Set.of())).isEmpty();
        assertThat(ledger.newest(Set.of())).isEmpty();
    }

    private static Note note(Key key, String id, DocumentVersion version, String hash) {
        return new Note(key, id, version, hash, true, PEOPLE, "run-7", ID, Optional.empty());
    }
}
