package org.civichopper.importer.person;

import static java.util.stream.Collectors.toSet;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.civichopper.database.TextColumns;
import org.civichopper.importer.resolve.People;
import org.civichopper.importer.resolve.Session;
import org.civichopper.model.document.Reference;

/// Sponsors, voters and participants who matched nobody when their document came, and match
/// somebody now that people were loaded. The decision is the one that imports make.
final class LateMatches {

    // An importer before us kept the name and not the chamber.
    private static final String UNKNOWN = "?";
    // A name may stand in thousands of votes, and no statement may run for long.
    private static final int ROWS_AT_ONCE = 10_000;
    private static final List<String> ANY_CHAMBER = List.of("", "upper", "lower", "legislature");

    private record Name(
            String jurisdictionId,
            Optional<Session> session,
            String name,
            String chamber,
            int times) {}

    private record Found(Name name, String personId) {}

    private final Connection connection;
    private final OffsetDateTime now;

    LateMatches(Connection connection, OffsetDateTime now) {
        this.connection = connection;
        this.now = now;
    }

    /// Links whoever can be found in these jurisdictions. The `updated_at` of bills, votes and
    /// events moves along.
    ///
    /// @return how many names were linked
    int link(Collection<String> jurisdictionIds) throws SQLException {
        int linked = 0;
        for (var kind : LateName.values()) {
            for (var some : portions(found(jurisdictionIds, names(kind, jurisdictionIds)))) {
                linked += link(kind, some);
            }
        }
        return linked;
    }

    private List<Name> names(LateName kind, Collection<String> jurisdictionIds)
            throws SQLException {
        var names = new ArrayList<Name>();
        try (var statement = connection.prepareStatement(kind.wanted())) {
            TextColumns.bind(statement, 1, jurisdictionIds);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(name(rows));
                }
            }
        }
        return names;
    }

    private List<Found> found(Collection<String> jurisdictionIds, List<Name> names)
            throws SQLException {
        var references = names.stream().map(LateMatches::reference).collect(toSet());
        var people = People.load(connection, jurisdictionIds, references);
        var found = new ArrayList<Found>();
        for (var name : names) {
            find(people, name).ifPresent(id -> found.add(new Found(name, id)));
        }
        return found;
    }

    /// Where the chamber is unknown, somebody is meant only if every chamber would mean the same.
    private static Optional<String> find(People people, Name name) {
        var chambers = name.chamber().equals(UNKNOWN) ? ANY_CHAMBER : List.of(name.chamber());
        var ids = new HashSet<String>();
        for (var chamber : chambers) {
            var wanted = Optional.of(chamber).filter(c -> !c.isEmpty());
            people.find(name.jurisdictionId(), reference(name), wanted, name.session())
                    .ifPresent(ids::add);
        }
        return ids.size() == 1 ? Optional.of(ids.iterator().next()) : Optional.empty();
    }

    private static List<List<Found>> portions(List<Found> found) {
        var portions = new ArrayList<List<Found>>();
        int rows = ROWS_AT_ONCE;
        for (var one : found) {
            if (rows >= ROWS_AT_ONCE) {
                portions.add(new ArrayList<>());
                rows = 0;
            }
            portions.getLast().add(one);
            rows += one.name().times();
        }
        return portions;
    }

    private int link(LateName kind, List<Found> found) throws SQLException {
        try (var statement = connection.prepareStatement(kind.link())) {
            TextColumns.bind(
                    statement,
                    1,
                    found,
                    f -> f.name().jurisdictionId(),
                    f -> f.name().session().map(Session::id).orElse(null),
                    f -> f.name().name(),
                    f -> f.name().chamber(),
                    Found::personId);
            statement.setObject(6, now);
            try (var count = statement.executeQuery()) {
                count.next();
                return count.getInt(1);
            }
        }
    }

    private static Reference reference(Name name) {
        return new Reference.Described(Map.of("name", name.name()));
    }

    private static Name name(ResultSet rows) throws SQLException {
        var jurisdictionId = rows.getString("jurisdiction_id");
        var startDate = rows.getString("start_date");
        var endDate = rows.getString("end_date");
        return new Name(
                jurisdictionId,
                Optional.ofNullable(rows.getString("session_id"))
                        .map(id -> new Session(id, jurisdictionId, "", startDate, endDate)),
                rows.getString("name"),
                rows.getString("chamber"),
                rows.getInt("times"));
    }
}
