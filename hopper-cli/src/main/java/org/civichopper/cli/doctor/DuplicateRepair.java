package org.civichopper.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.civichopper.cli.doctor.Doubled.What;
import org.civichopper.database.Database;
import org.civichopper.database.ServerTime;
import org.civichopper.database.TextColumns;
import org.civichopper.database.lock.Locks;
import org.civichopper.database.lock.Patience;
import org.civichopper.database.row.Comparison;
import org.civichopper.database.row.Standing;
import org.civichopper.database.row.Table;
import org.civichopper.importer.jurisdiction.LatestBillUpdate;
import org.civichopper.importer.vote.ActionLinks;
import org.civichopper.importer.vote.VoteKind;

/// Merges what stands more than once into the row of each that the import takes, one jurisdiction
/// after the other, each alone and in one transaction.
final class DuplicateRepair {

    private static final int AT_ONCE = 200;

    private final Database database;
    private final boolean forGood;

    /// @param forGood whether it is to last; else it is done and undone, so that what is said is
    ///   what would be
    DuplicateRepair(Database database, boolean forGood) {
        this.database = database;
        this.forGood = forGood;
    }

    /// @param jurisdictionId whose, or everybody's
    List<Repaired> run(Optional<String> jurisdictionId) throws SQLException {
        var repaired = new ArrayList<Repaired>();
        for (var id : database.inTransaction(connection -> concerned(connection, jurisdictionId))) {
            repaired.add(Patience.inTransaction(database, connection -> repair(connection, id)));
        }
        return repaired;
    }

    private static TreeSet<String> concerned(Connection connection, Optional<String> jurisdictionId)
            throws SQLException {
        var ids = new TreeSet<String>();
        for (var what : What.values()) {
            new Duplicates(connection)
                    .find(what, jurisdictionId)
                    .forEach(doubled -> ids.add(doubled.jurisdictionId()));
        }
        return ids;
    }

    private Repaired repair(Connection connection, String jurisdictionId) throws SQLException {
        new Locks(connection).takeAlone(jurisdictionId);
        var now = ServerTime.now(connection);
        var of = Optional.of(jurisdictionId);
        var duplicates = new Duplicates(connection);
        // First of all: bills and votes of two sessions that are one may be the same.
        var sessions = duplicates.find(What.SESSION, of);
        var merged = new ArrayList<>(sessions);
        var bills = duplicates.find(What.BILL, of);
        var before = before(connection, bills, duplicates.find(What.VOTE_EVENT, of));
        new SessionMerger(connection, now).merge(sessions);
        merge(new BillMerger(connection, now, before.changedAt()), bills);
        merged.addAll(bills);
        // Only now: of two votes on two bills that were one, the bill is the same.
        var voteMerger = new VoteMerger(connection, now, before.changedAt());
        var votes = sameForCertain(voteMerger, before, duplicates.find(What.VOTE_EVENT, of));
        merge(voteMerger, votes);
        merged.addAll(votes);
        new ActionLinks(connection, now)
                .link(
                        votes.stream().map(Doubled::taken).toList(),
                        bills.stream().map(Doubled::taken).toList());
        var events = duplicates.find(What.EVENT, of);
        new EventMerger(connection, now).merge(events);
        merged.addAll(events);
        if (!merged.isEmpty()) {
            LatestBillUpdate.touch(connection, now, List.of(jurisdictionId));
        }
        var left = duplicates.find(What.VOTE_EVENT, of);
        if (!forGood) {
            connection.rollback();
        }
        return new Repaired(jurisdictionId, merged, left);
    }

    /// How things stood.
    ///
    /// @param changedAt when the content of each bill and vote changed
    /// @param bills of the votes
    private record Before(Map<String, OffsetDateTime> changedAt, Map<String, String> bills) {}

    private static final String BEFORE =
            """
            SELECT id, updated_at, NULL AS bill_id FROM opencivicdata_bill WHERE id = ANY (?)
             UNION
            SELECT id, updated_at, bill_id FROM opencivicdata_voteevent WHERE bill_id = ANY (?)
             UNION
            SELECT id, updated_at, bill_id FROM opencivicdata_voteevent WHERE id = ANY (?)
            """;

    // Read before anything moves, because what moves is touched.
    private static Before before(Connection connection, List<Doubled> bills, List<Doubled> votes)
            throws SQLException {
        var before = new Before(new HashMap<>(), new HashMap<>());
        try (var statement = connection.prepareStatement(BEFORE)) {
            TextColumns.bind(statement, 1, ids(bills));
            TextColumns.bind(statement, 2, ids(bills));
            TextColumns.bind(statement, 3, ids(votes));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getString(1);
                    before.changedAt().put(id, rows.getObject(2, OffsetDateTime.class));
                    before.bills().put(id, rows.getString(3));
                }
            }
        }
        return before;
    }

    private static List<String> ids(List<Doubled> all) {
        return all.stream().flatMap(each -> each.ids().stream()).toList();
    }

    // The first of the others of all, then the second, because one object cannot be merged with two
    // at once.
    private static void merge(Merger merger, List<Doubled> doubled) throws SQLException {
        for (int from = 0; from < doubled.size(); from += AT_ONCE) {
            var some = doubled.subList(from, Math.min(doubled.size(), from + AT_ONCE));
            var most = some.stream().mapToInt(each -> each.others().size()).max().orElse(0);
            for (int i = 0; i < most; i++) {
                var keepers = new LinkedHashMap<String, String>();
                for (var each : some) {
                    if (i < each.others().size()) {
                        keepers.put(each.others().get(i), each.taken());
                    }
                }
                merger.merge(keepers);
            }
        }
    }

    /// Without those that only look alike: votes on other bills, and where nothing but the motion
    /// and the day says that they are one, all that did not come with a bill of its own each.
    private static List<Doubled> sameForCertain(
            VoteMerger merger, Before before, List<Doubled> votes) throws SQLException {
        var table = new VoteKind().table();
        var standing = merger.read(ids(votes));
        var same = new ArrayList<Doubled>();
        for (var vote : votes) {
            var groups = new ArrayList<List<String>>();
            for (var id : vote.ids()) {
                groups.stream()
                        .filter(group ->
                                group.stream()
                                        .allMatch(one -> isSame(table, standing, before, one, id)))
                        .findFirst()
                        .orElseGet(() -> {
                            groups.add(new ArrayList<>());
                            return groups.getLast();
                        })
                        .add(id);
            }
            groups.stream()
                    .filter(ids -> ids.size() > 1)
                    .map(ids -> new Doubled(vote.what(), vote.jurisdictionId(), vote.name(), ids))
                    .forEach(same::add);
        }
        return same;
    }

    private static boolean isSame(
            Table table, Map<String, Standing> standing, Before before, String id, String other) {
        var one = standing.get(id);
        var two = standing.get(other);
        var byMotion =
                value(table, one, "dedupe_key") == null
                        && "".equals(value(table, one, "identifier"));
        if (byMotion) {
            return !Objects.equals(before.bills().get(id), before.bills().get(other))
                    && Comparison.alike(table, one, two);
        }
        return List.of("legislative_session_id", "bill_id").stream()
                .allMatch(column ->
                        Objects.equals(value(table, one, column), value(table, two, column)));
    }

    private static Object value(Table table, Standing row, String column) {
        return row.values().get(table.indexOf(column));
    }
}
