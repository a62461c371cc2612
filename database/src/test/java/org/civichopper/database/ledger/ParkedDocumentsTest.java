package org.civichopper.database.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.ledger.ParkedDocuments.Called;
import org.civichopper.database.ledger.ParkedDocuments.Parked;
import org.civichopper.database.ledger.ParkedDocuments.Room;
import org.civichopper.model.document.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParkedDocumentsTest extends LedgerTest {

    private static final Instant MODIFIED = Instant.parse("2026-01-04T09:00:00.123456Z");
    private static final Awaited SESSION = new Awaited("session de [\"153\"]");
    private static final Awaited BILL = new Awaited("bill de [\"153\",\"HB 1\"]");

    private static final Room ROOM = new Room(1_000, 1 << 20);
    private static final OffsetDateTime LATER = OffsetDateTime.parse("2100-01-01T00:00:00Z");

    private ParkedDocuments documents;

    @BeforeEach
    void open() throws SQLException {
        documents = new ParkedDocuments(connection);
    }

    @Test
    void everyByteOfADocumentWaits() throws SQLException {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }

        documents.park(List.of(parked("v1", bytes, MODIFIED, SESSION)));

        var waiting = awaiting(Set.of(SESSION)).getFirst();
        assertThat(waiting.content()).isEqualTo(bytes);
        assertThat(waiting)
                .returns("de", Parked::jurisdictionId)
                .returns(Kind.VOTE_EVENT, Parked::kind)
                .returns("v1", Parked::scrapedId)
                .returns(MODIFIED, Parked::lastModified)
                .returns(List.of(SESSION), Parked::awaits)
                .returns(Optional.of("run-7"), Parked::runId);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindMayWait(Kind kind) throws SQLException {
        documents.park(
                List.of(
                        new Parked(
                                "de",
                                kind,
                                "x",
                                "de/x.json",
                                Optional.empty(),
                                bytes(1),
                                MODIFIED,
                                List.of(BILL),
                                Optional.empty(),
                                Optional.empty())));

        assertThat(awaiting(Set.of(BILL)))
                .extracting(Parked::kind, Parked::runId)
                .containsExactly(tuple(kind, Optional.empty()));
    }

    @Test
    void anyOfWhatItWaitsForWillDo() throws SQLException {
        documents.park(List.of(parked("v1", bytes(1), MODIFIED, SESSION, BILL)));

        assertThat(awaiting(Set.of(BILL))).hasSize(1);
        assertThat(awaiting(Set.of(SESSION))).hasSize(1);
        assertThat(awaiting(Set.of(BILL, SESSION))).hasSize(1);
        assertThat(awaiting(Set.of(new Awaited("bill de [\"153\",\"HB 2\"]")))).isEmpty();
        assertThat(awaiting(Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a,b", "{a}", "\"a\\", "NULL", "", " ", "名 🦀"})
    void whateverItWaitsForIsFoundAgain(String id) throws SQLException {
        var awaited = new Awaited(id);

        documents.park(List.of(parked("v1", bytes(1), MODIFIED, BILL, awaited)));

        assertThat(awaiting(Set.of(awaited)))
                .extracting(Parked::awaits)
                .containsExactly(List.of(BILL, awaited));
    }

    @Test
    void documentsComeBackInTheOrderInWhichTheyBeganToWait() throws SQLException {
        documents.park(List.of(parked("v2", bytes(1), MODIFIED, BILL)));
        documents.park(List.of(parked("v1", bytes(1), MODIFIED, BILL)));

        assertThat(awaiting(Set.of(BILL)))
                .extracting(Parked::scrapedId)
                .containsExactly("v2", "v1");
    }

    @Test
    void oneThatWaitsAlreadyWaitsForTheNew() throws SQLException {
        documents.park(List.of(parked("v1", bytes(1), MODIFIED, SESSION)));
        documents.park(List.of(parked("v1", bytes(2), MODIFIED, BILL)));

        assertThat(awaiting(Set.of(SESSION))).isEmpty();
        assertThat(awaiting(Set.of(BILL))).extracting(Parked::content).containsExactly(bytes(2));
    }

    @Test
    void anOlderCopyDoesNotReplaceANewerOne() throws SQLException {
        documents.park(List.of(parked("v1", bytes(2), MODIFIED, BILL)));
        documents.park(List.of(parked("v1", bytes(1), MODIFIED.minusSeconds(1), BILL)));

        assertThat(awaiting(Set.of(BILL))).extracting(Parked::content).containsExactly(bytes(2));
    }

    @Test
    void theSameDocumentMayComeTwiceAtOnce() throws SQLException {
        documents.park(
                List.of(
                        parked("v1", bytes(2), MODIFIED, BILL),
                        parked("v2", bytes(3), MODIFIED, BILL),
                        parked("v1", bytes(1), MODIFIED.minusSeconds(1), BILL)));

        assertThat(awaiting(Set.of(BILL)))
                .extracting(Parked::content)
                .containsExactly(bytes(2), bytes(3));
    }

    @Test
    void onlyWhatIsDoneWithIsForgotten() throws SQLException {
        var done = parked("v1", bytes(1), MODIFIED, BILL);
        documents.park(List.of(done, parked("v2", bytes(1), MODIFIED, BILL)));

        documents.release(List.of(done));
        documents.release(List.of());

        assertThat(awaiting(Set.of(BILL))).extracting(Parked::scrapedId).containsExactly("v2");
    }

    @Test
    void theOldestComeAsFarAsThereIsRoomAndTheOthersAreCalled() throws SQLException {
        for (var id : List.of("v1", "v2", "v3", "v4")) {
            documents.park(List.of(parked(id, new byte[100], MODIFIED, BILL)));
        }

        assertThat(documents.awaiting(Set.of(BILL), new Room(3, 250)))
                .extracting(Parked::scrapedId)
                .containsExactly("v1", "v2");
        assertThat(documents.called()).extracting(Called::jurisdictionId).containsExactly("de");
        assertThat(documents.next(new Called("de", LATER), new Room(1, 250)))
                .extracting(Parked::scrapedId)
                .containsExactly("v3");

        documents.callAgain("de", Kind.VOTE_EVENT, "v3");
        assertThat(documents.next(new Called("de", LATER), ROOM))
                .extracting(Parked::scrapedId)
                .containsExactly("v4", "v3");
    }

    @Test
    void theFirstComesWhateverItWeighs() throws SQLException {
        documents.park(List.of(parked("v1", new byte[100], MODIFIED, BILL)));
        assertThat(documents.awaiting(Set.of(BILL), new Room(5, 10))).hasSize(1);
        assertThat(documents.called()).isEmpty();
    }

    @Test
    void whatHasToWaitForMoreIsNotCalledAnyMore() throws SQLException {
        documents.park(List.of(parked("v1", new byte[1], MODIFIED, SESSION)));
        documents.awaiting(Set.of(SESSION), new Room(0, 0));

        documents.park(List.of(parked("v1", new byte[1], MODIFIED, BILL)));

        assertThat(documents.called()).isEmpty();
    }

    private List<Parked> awaiting(Set<Awaited> brought) throws SQLException {
        return documents.awaiting(brought, ROOM);
    }

    private static byte[] bytes(int... content) {
        var bytes = new byte[content.length];
        for (int i = 0; i < content.length; i++) {
            bytes[i] = (byte) content[i];
        }
        return bytes;
    }

    private static Parked parked(
            String scrapedId, byte[] content, Instant modified, Awaited... awaits) {
        return new Parked(
                "de",
                Kind.VOTE_EVENT,
                scrapedId,
                "de/" + scrapedId + ".json",
                Optional.of("archived/" + scrapedId + ".json"),
                content,
                modified,
                List.of(awaits),
                Optional.of("run-7"),
                Optional.empty());
    }
}
