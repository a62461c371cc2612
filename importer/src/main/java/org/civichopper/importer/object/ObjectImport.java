package org.civichopper.importer.object;

import static java.util.stream.Collectors.groupingBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.database.ledger.DocumentLedger;
import org.civichopper.database.ledger.DocumentLedger.Key;
import org.civichopper.database.ledger.Entry;
import org.civichopper.database.ledger.Seen;
import org.civichopper.database.ledger.WrittenRows;
import org.civichopper.database.ledger.WrittenRows.Written;
import org.civichopper.database.row.Before;
import org.civichopper.database.row.ChangeSet;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.RowReader;
import org.civichopper.database.row.RowWriter;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Wanted;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.arrival.Outcome.Change;
import org.civichopper.importer.resolve.DocumentNames;
import org.civichopper.importer.resolve.NamedPeople;
import org.civichopper.importer.resolve.Names;
import org.civichopper.importer.resolve.Organizations;
import org.civichopper.importer.step.Step;
import org.civichopper.model.InvalidInputException;
import org.civichopper.model.document.Document;
import org.civichopper.model.document.DocumentVersion;

/// Imports the documents of one kind of a batch: a fixed number of statements, however many.
///
/// Several documents may mean one row. The newest that can be stored wins; the others are
/// superseded, or the same thing said twice.
public final class ObjectImport<T> {

    private static final Comparator<Candidate<?>> NEWEST_FIRST =
            Comparator.<Candidate<?>, DocumentVersion>comparing(c -> c.arrival().version())
                    .reversed();

    private final Transaction transaction;
    private final Organizations organizations;
    private final NamedPeople people;
    private final ObjectKind<T> kind;
    private final SharedKeys<T> sharedKeys;
    private final Imports imports = new Imports();
    private final Settlement<T> settlement;
    private final ChangeSet changes = new ChangeSet();
    private final Map<Key, String> fresh = new HashMap<>();

    public ObjectImport(
            Transaction transaction,
            Organizations organizations,
            NamedPeople people,
            ObjectKind<T> kind) {
        this.transaction = transaction;
        this.organizations = organizations;
        this.people = people;
        this.kind = kind;
        this.sharedKeys = new SharedKeys<>(transaction, kind.kind(), kind.table());
        this.settlement = new Settlement<>(transaction, imports, sharedKeys);
    }

    /// Writes the rows. The ledger's notes wait in the transaction until everything is written that
    /// may still touch these rows.
    public Imports run(Collection<Candidate<T>> candidates) throws SQLException {
        if (candidates.isEmpty()) {
            return imports;
        }
        var byKey = candidates.stream().collect(groupingBy(Candidate::key));
        var left = new ArrayList<Candidate<T>>();
        var entries = transaction.entries(kind.kind(), byKey.keySet());
        var newlyKnown = newlyKnown(entries.values(), candidates);
        for (var group : byKey.entrySet()) {
            left.addAll(notDone(group.getValue(), entries.get(group.getKey()), newlyKnown));
        }
        if (!left.isEmpty()) {
            importRows(rowsOf(left, candidates), left, entries);
        }
        if (!sharedKeys.isEmpty()) {
            tellWhatLost();
        }
        transaction.noteLater(kind.kind(), settlement.notes());
        transaction.knownIds().add(imports.ids());
        return imports;
    }

    /// The rows that name people who were not found, and may be now.
    private Set<String> newlyKnown(Collection<Entry> entries, Collection<Candidate<T>> candidates)
            throws SQLException {
        var unresolved = entries.stream().filter(Entry::unresolved).map(Entry::databaseId).toList();
        return transaction.trustsHashes()
                ? people.newlyKnown(unresolved, documents(candidates))
                : Set.of();
    }

    private static <T> List<Document> documents(Collection<Candidate<T>> candidates) {
        return candidates.stream().map(candidate -> candidate.arrival().document()).toList();
    }

    /// What is left of the documents under one key once the ledger has spoken.
    private List<Candidate<T>> notDone(
            List<Candidate<T>> group, Entry entry, Set<String> newlyKnown) {
        if (entry == null) {
            return group;
        }
        var left = new ArrayList<Candidate<T>>();
        for (var candidate : group) {
            if (candidate.arrival().version().compareTo(entry.version()) < 0) {
                settlement.outOfDate(
                        candidate, entry.seen(), entry.databaseId(), entry.rowExists());
            } else {
                left.add(candidate);
            }
        }
        left.sort(NEWEST_FIRST);
        if (!left.isEmpty()
                && unchanged(left.getFirst(), entry)
                && !newlyKnown.contains(entry.databaseId())) {
            var newest = left.removeFirst();
            var id = entry.databaseId();
            settlement.note(newest, id, newest.contentHash(), entry.unresolved());
            settlement.imported(newest, Change.NOOP, id, List.of());
            left.forEach(older -> settlement.sameOrSuperseded(older, newest, id));
            return List.of();
        }
        return left;
    }

    private DocumentNames namesOf(Candidate<T> candidate, Names names) {
        var arrival = candidate.arrival();
        return names.of(arrival.document(), arrival.jurisdictionId(), candidate.session());
    }

    private boolean unchanged(Candidate<T> candidate, Entry entry) {
        return transaction.trustsHashes()
                && candidate.contentHash().equals(entry.contentHash())
                && entry.rowStands()
                && Objects.equals(settlement.watermark(candidate), entry.peopleWatermark());
    }

    /// The documents by the row that they mean, newest first.
    private Map<String, List<Candidate<T>>> rowsOf(
            List<Candidate<T>> left, Collection<Candidate<T>> batch) throws SQLException {
        var ids = kind.find(transaction.connection(), left, batch);
        var rows = new LinkedHashMap<String, List<Candidate<T>>>();
        for (var candidate : left) {
            var id = ids.get(candidate.key());
            if (id == null) {
                id = fresh.computeIfAbsent(candidate.key(), _ -> kind.newId());
            }
            rows.computeIfAbsent(id, _ -> new ArrayList<>()).add(candidate);
        }
        rows.values().forEach(documents -> documents.sort(NEWEST_FIRST));
        return rows;
    }

    private void importRows(
            Map<String, List<Candidate<T>>> rows, List<Candidate<T>> left, Map<Key, Entry> entries)
            throws SQLException {
        var connection = transaction.connection();
        var found = new HashSet<>(rows.keySet());
        found.removeAll(fresh.values());
        var standing = new RowReader(connection).read(kind.table(), found);
        var seen =
                kind.hasSeveralKeys()
                        ? new DocumentLedger(connection).newest(standing.keySet())
                        : seen(entries);
        var unseen = new HashSet<>(standing.keySet());
        unseen.removeAll(seen.keySet());
        var written = new WrittenRows(connection).read(unseen);
        var names = new Names(organizations, people.of(documents(left)));
        transaction.steps().reached(Step.RESOLVED);
        rows.forEach((id, meaningIt) ->
                importRow(
                        id,
                        meaningIt,
                        Optional.ofNullable(standing.get(id)),
                        Optional.ofNullable(seen.get(id)),
                        Optional.ofNullable(written.get(id)),
                        names));
        transaction.steps().reached(Step.COMPARED);
        new RowWriter(connection, transaction.now()).write(changes);
        transaction.steps().reached(Step.WRITTEN);
    }

    private static Map<String, Seen> seen(Map<Key, Entry> entries) {
        var seen = new HashMap<String, Seen>();
        entries.values().forEach(entry -> seen.put(entry.databaseId(), entry.seen()));
        return seen;
    }

    private void importRow(
            String id,
            List<Candidate<T>> newestFirst,
            Optional<Standing> standing,
            Optional<Seen> known,
            Optional<Written> written,
            Names names) {
        Candidate<T> winner = null;
        for (var candidate : newestFirst) {
            var version = candidate.arrival().version();
            var newer = known.filter(k -> version.compareTo(k.version()) < 0);
            if (newer.isPresent()) {
                settlement.outOfDate(candidate, newer.get(), id, true);
            } else if (written.filter(w -> w.isNewerThan(version)).isPresent()) {
                settlement.outOfDate(candidate, id);
            } else if (winner != null) {
                settlement.sameOrSuperseded(candidate, winner, id);
            } else if (imported(candidate, id, standing, known, names)) {
                winner = candidate;
            }
        }
    }

    private boolean imported(
            Candidate<T> candidate,
            String id,
            Optional<Standing> standing,
            Optional<Seen> known,
            Names names) {
        var own = namesOf(candidate, names);
        try {
            var before = new Before(kind.table(), standing);
            var wanted = kind.wanted(candidate, before, own);
            var change = compare(id, standing, wanted);
            var hash = own.mayChangeUnnoticed() ? null : candidate.contentHash();
            settlement.note(candidate, id, hash, !own.warnings().isEmpty());
            var warnings = new ArrayList<>(own.warnings());
            if (change == Change.UPDATE && known.isPresent()) {
                sharedKeys
                        .took(candidate, known.get(), standing.orElseThrow(), wanted)
                        .ifPresent(warnings::add);
            }
            settlement.imported(candidate, change, id, warnings);
            sharedKeys.won(id, wanted);
            imports.compared().put(candidate.arrival(), id);
            transaction.noteUnmatchedLater(id, own.unmatched());
            return true;
        } catch (InvalidInputException reason) {
            transaction.settle(candidate.arrival(), Outcome.Rejected.because(reason));
            return false;
        }
    }

    private void tellWhatLost() throws SQLException {
        var standing =
                new RowReader(transaction.connection()).read(kind.table(), sharedKeys.rowsToRead());
        var names = new Names(organizations, people.of(documents(sharedKeys.candidates())));
        sharedKeys.tell(
                standing,
                (candidate, row) ->
                        kind.wanted(
                                candidate,
                                new Before(kind.table(), row),
                                namesOf(candidate, names)));
    }

    private Change compare(String id, Optional<Standing> standing, Wanted wanted) {
        if (standing.isEmpty()) {
            changes.add(Comparison.insert(kind.table(), id, wanted, ObjectImport::newPartId));
            return Change.INSERT;
        }
        var difference =
                Comparison.compare(kind.table(), standing.get(), wanted, ObjectImport::newPartId);
        changes.add(difference);
        return difference.isEmpty() ? Change.NOOP : Change.UPDATE;
    }

    private static String newPartId() {
        return TimeOrderedUuid.next().toString();
    }
}
