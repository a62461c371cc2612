package org.civichopper.importer.batch;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.civichopper.database.ledger.Awaited;
import org.civichopper.database.ledger.FailedDocuments;
import org.civichopper.database.ledger.ParkedDocuments;
import org.civichopper.database.ledger.ParkedDocuments.Called;
import org.civichopper.database.ledger.ParkedDocuments.Parked;
import org.civichopper.database.ledger.ParkedDocuments.Room;
import org.civichopper.database.ledger.RejectedDocuments;
import org.civichopper.database.ledger.RejectedDocuments.Rejected;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.bill.BillKey;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.BillDocument;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.EventDocument;
import org.civichopper.model.document.JurisdictionDocument;
import org.civichopper.model.document.OrganizationDocument;
import org.civichopper.model.document.Sha256;
import org.civichopper.model.document.VoteEventDocument;

/// Documents that came before what they name: called in when it arrives, sent back to wait when
/// more is missing.
final class EarlyDocuments {

    // More would keep a transaction longer than the server lets it, and than others can wait for
    // its locks.
    private static final int MOST = 1_000;
    // Of bytes of documents; they become rows of many times the size, beside those of a batch.
    private static final int PART_OF_HEAP = 64;

    private final DocumentReader reader;
    private final Room room;

    EarlyDocuments(DocumentReader reader) {
        this(reader, new Room(MOST, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
    }

    private EarlyDocuments(DocumentReader reader, Room room) {
        this.reader = reader;
        this.room = room;
    }

    /// The same, but whatever arrives, what waited for it follows later.
    EarlyDocuments left() {
        return new EarlyDocuments(reader, new Room(0, 0));
    }

    /// The documents that a batch brings home. A session that comes calls in bills, and those the
    /// votes that waited for them. Those for which there is no room are marked in the ledger, and
    /// are to come [#next].
    List<Arrival> calledInBy(Connection connection, Collection<Arrival> arrivals)
            throws SQLException {
        var calledIn = awaiting(connection, broughtBy(arrivals), room);
        var files =
                Stream.concat(arrivals.stream().filter(Arrival::parked), calledIn.stream())
                        .map(EarlyDocuments::place)
                        .collect(toSet());
        var left = new Room(room.documents() - calledIn.size(), room.bytes() - bytes(calledIn));
        for (var late : awaiting(connection, broughtBy(calledIn), left)) {
            if (files.add(place(late))) {
                calledIn.add(late);
            }
        }
        return calledIn;
    }

    private static long bytes(Collection<Arrival> arrivals) {
        return arrivals.stream().mapToLong(arrival -> arrival.content().length).sum();
    }

    /// The next of what was marked for want of room: as many as fit.
    List<Arrival> next(Connection connection, Called called) throws SQLException {
        return read(connection, new ParkedDocuments(connection).next(called, room), true);
    }

    private static Set<Awaited> broughtBy(Collection<Arrival> arrivals) {
        return arrivals.stream().flatMap(each -> broughtBy(each).stream()).collect(toSet());
    }

    /// What early documents may have waited for.
    static Set<Awaited> broughtBy(Arrival arrival) {
        return switch (arrival.document()) {
            case JurisdictionDocument jurisdiction ->
                    jurisdiction.sessions().orElse(List.of()).stream()
                            .map(s -> Awaited.session(arrival.jurisdictionId(), s.identifier()))
                            .collect(toSet());
            case BillDocument bill ->
                    Set.of(
                            Awaited.scraped(arrival.scrapedId()),
                            Awaited.bill(
                                    BillKey.of(
                                                    arrival.jurisdictionId(),
                                                    bill.session(),
                                                    bill.identifier())
                                            .toLedgerKey()));
            case OrganizationDocument _, VoteEventDocument _, EventDocument _ -> Set.of();
        };
    }

    private List<Arrival> awaiting(Connection connection, Collection<Awaited> brought, Room room)
            throws SQLException {
        return read(connection, new ParkedDocuments(connection).awaiting(brought, room), false);
    }

    private List<Arrival> read(Connection connection, Collection<Parked> documents, boolean called)
            throws SQLException {
        var arrivals = new ArrayList<Arrival>();
        var unreadable = new ArrayList<Parked>();
        var rejected = new ArrayList<Rejected>();
        for (var parked : documents) {
            try {
                arrivals.add(arrival(parked, called));
            } catch (InvalidInputException reason) {
                unreadable.add(parked);
                rejected.add(rejected(parked, reason));
            }
        }
        new ParkedDocuments(connection).release(unreadable);
        new RejectedDocuments(connection).write(rejected);
        return arrivals;
    }

    // It could be read when it was parked, but the rules may have changed since.
    private static Rejected rejected(Parked parked, InvalidInputException reason) {
        return new Rejected(
                Optional.of(parked.jurisdictionId()),
                Optional.of(parked.kind().word()),
                parked.file(),
                parked.storedKey(),
                Optional.empty(),
                reason.place(),
                reason.expected(),
                reason.found(),
                parked.runId(),
                OptionalLong.empty());
    }

    /// Keeps what has to wait, and lets go of what waited and is done with.
    void settle(Connection connection, Map<Arrival, Outcome> outcomes) throws SQLException {
        var waiting = new HashMap<List<Object>, Arrival>();
        var done = new ArrayList<Parked>();
        var called = new ArrayList<String>(); // no receipt will say that they do not fail any more
        outcomes.forEach((arrival, outcome) -> {
            if (outcome instanceof Outcome.Parked) {
                waiting.merge(place(arrival), arrival, EarlyDocuments::newer);
            } else if (arrival.parked()) {
                done.add(parked(arrival, List.of()));
            }
            arrival.waited()
                    .filter(Arrival.Waited::called)
                    .ifPresent(_ -> called.add(arrival.file()));
        });
        var documents = new ParkedDocuments(connection);
        documents.release(done);
        new FailedDocuments(connection).forget(called);
        documents.park(
                waiting.values().stream()
                        .map(arrival ->
                                parked(arrival, ((Outcome.Parked) outcomes.get(arrival)).awaits()))
                        .toList());
    }

    /// Puts a document that was called, and failed, behind the others.
    void callAgain(Connection connection, Arrival arrival) throws SQLException {
        new ParkedDocuments(connection)
                .callAgain(
                        arrival.jurisdictionId(),
                        arrival.document().kind(),
                        arrival.document().head().scrapedId());
    }

    // One document may come twice in a batch, as two objects.
    private static List<Object> place(Arrival arrival) {
        var document = arrival.document();
        return List.of(arrival.jurisdictionId(), document.kind(), document.head().scrapedId());
    }

    private static Arrival newer(Arrival one, Arrival other) {
        return one.version().compareTo(other.version()) < 0 ? other : one;
    }

    private Arrival arrival(Parked parked, boolean called) {
        var document = reader.read(parked.kind(), parked.content());
        var sha256 = Sha256.hex(parked.content());
        return new Arrival(
                document,
                parked.content(),
                parked.jurisdictionId(),
                DocumentVersion.of(document.head(), parked.lastModified(), sha256),
                parked.file(),
                parked.runId(),
                Optional.empty(),
                Optional.of(
                        new Arrival.Waited(
                                parked.since().orElseThrow(), parked.storedKey(), called)));
    }

    private static Parked parked(Arrival arrival, List<Awaited> awaits) {
        return new Parked(
                arrival.jurisdictionId(),
                arrival.document().kind(),
                arrival.document().head().scrapedId(),
                arrival.file(),
                arrival.storedKey(),
                arrival.content(),
                arrival.version().lastModified(),
                awaits,
                arrival.runId(),
                arrival.waited().map(Arrival.Waited::since));
    }
}
