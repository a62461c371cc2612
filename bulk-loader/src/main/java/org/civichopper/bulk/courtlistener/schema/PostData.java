package org.civichopper.bulk.courtlistener.schema;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.civichopper.bulk.finish.Identifier;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.finish.Validation;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.run.LoadStopped;
import org.civichopper.bulk.source.Notes;

/// Makes of tables that hold all their rows what the schema file says: keys, indexes, foreign keys.
/// Each step is committed by itself, and passed over when it stands.
public final class PostData {

    static final String FOUND = "orphans";
    private static final JsonMapper JSON = new JsonMapper();

    private final SchemaPlan plan;
    private final Swap swap;
    private final OrphanPolicy policy;
    private final Notes notes;
    private final Places places;
    private final Set<Skipped> skipped = new LinkedHashSet<>();
    private final Set<String> keyed = new HashSet<>();

    /// @param swap of the schema that the tables go to
    /// @param notes hears of each step
    public PostData(SchemaPlan plan, Swap swap, OrphanPolicy policy, Notes notes) {
        this.plan = plan;
        this.swap = swap;
        this.policy = policy;
        this.notes = notes;
        this.places = new Places(plan, swap.schema(), swap.next().schema());
    }

    /// @param run whose notes keep what was found, for the next process that is killed
    /// @throws LoadStopped.Failed at a duplicate key, and at orphans where they stop the load
    public Built build(Connection connection, LoadRun run) throws SQLException {
        key(connection);
        var found = find(connection, run, feasible(connection));
        switch (policy) {
            case KEEP -> {}
            case STOP -> requireNone(found);
            case NULL, DROP -> mend(connection, run);
        }
        for (var key : feasible(connection)) {
            if (places.isNext(connection, key.table())) {
                bind(connection, key, found);
            }
        }
        var loaded = places.loaded(connection);
        for (var table : loaded) {
            number(connection, table);
            notes.say("%s: statistics".formatted(table));
            Attempt.run(connection, "ANALYZE " + places.name(connection, table));
            connection.commit();
        }
        skipped.addAll(plan.skipped(Set.copyOf(loaded)));
        var built =
                new Built(
                        loaded.stream().filter(each -> !plan.isAsked(each)).toList(),
                        found,
                        List.copyOf(skipped),
                        Orphans.dropped(connection, run.id()));
        new LoadRuns(connection).note(run.id(), Built.NOTE, built.json());
        connection.commit();
        return built;
    }

    private void key(Connection connection) throws SQLException {
        for (var table : places.loaded(connection)) {
            if (keyed.add(table)) {
                notes.say("%s: keys and indexes".formatted(table));
                if (!new Catalog(connection).isAnalyzed(swap.next().schema(), table)) {
                    Attempt.run(connection, "ANALYZE " + places.name(connection, table));
                    connection.commit();
                }
                var made =
                        plan.table(
                                table,
                                new Catalog(connection).columns(swap.next().schema(), table));
                skipped.addAll(
                        new PreData(plan.file(), swap.next().schema()).refused(connection, made));
                skipped.addAll(new Keys(plan.file(), swap.next().schema()).make(connection, table));
            }
        }
    }

    // A key that cannot be made here must not cost rows either.
    private List<Part.ForeignKey> feasible(Connection connection) throws SQLException {
        for (var key : plan.file().parts(Part.ForeignKey.class)) {
            if (places.isNext(connection, key.table())
                    && !places.isThere(connection, key.parent())) {
                skipped.add(
                        new Skipped("foreign key", key.name(), key.parent() + " is not loaded"));
            }
        }
        var feasible = new ArrayList<Part.ForeignKey>();
        for (var key : places.foreignKeys(connection)) {
            if (places.has(connection, key)) {
                feasible.add(key);
                continue;
            }
            var refusal = Attempt.wouldRefuse(connection, places.add(connection, key));
            if (refusal.isEmpty()) {
                feasible.add(key);
            } else {
                skipped.add(new Skipped("foreign key", key.name(), refusal.get()));
            }
        }
        connection.commit();
        return feasible;
    }

    // As they were before the first was mended, whoever asks again.
    private List<Orphan> find(Connection connection, LoadRun run, List<Part.ForeignKey> keys)
            throws SQLException {
        if (run.source().has(FOUND)) {
            return Orphans.read(run.source().path(FOUND));
        }
        var found = new ArrayList<Orphan>();
        var seen = new HashSet<List<Object>>();
        for (var key : keys) {
            if (seen.add(List.of(key.table(), key.columns(), key.parent(), key.references()))) {
                notes.say("%s: looks for the parents of %s".formatted(key.table(), key.columns()));
                new Orphans(places).find(connection, key).ifPresent(found::add);
                connection.commit();
            }
        }
        var json = JSON.createArrayNode();
        Orphan.describe(found, json);
        new LoadRuns(connection).note(run.id(), FOUND, json);
        connection.commit();
        return found;
    }

    private static void requireNone(List<Orphan> found) {
        if (!found.isEmpty()) {
            throw new LoadStopped.Failed(
                    "expected a parent for every row (--orphans stop), found none for %s; nothing was promoted"
                            .formatted(
                                    found.stream()
                                            .map(each ->
                                                    "%d rows of %s by %s, as %s"
                                                            .formatted(
                                                                    each.count(),
                                                                    each.table(),
                                                                    each.column(),
                                                                    each.sample()))
                                            .collect(Collectors.joining("; "))));
        }
    }

    // A row that goes may leave others behind, which go then; a column that is unset leaves none. A
    // table that is copied brings its own keys.
    private void mend(Connection connection, LoadRun run) throws SQLException {
        var mended = new HashSet<Part.ForeignKey>();
        boolean more;
        do {
            more = false;
            for (var key : feasible(connection)) {
                if (mended.add(key)) {
                    more = true;
                    if (mend(connection, run, key)) {
                        mended.removeIf(each -> each.parent().equals(key.table()));
                    }
                }
            }
        } while (more);
    }

    /// Returns whether rows went.
    private boolean mend(Connection connection, LoadRun run, Part.ForeignKey key)
            throws SQLException {
        var orphans = new Orphans(places);
        if (places.stays(connection, key.table())) {
            if (orphans.count(connection, key) == 0) {
                return false;
            }
            copy(connection, key.table());
            connection.commit();
            key(connection);
        }
        var nullable = new Catalog(connection).nullable(swap.next().schema(), key.table());
        var unset = key.columns().stream().filter(nullable::contains).toList();
        var went = 0L;
        if (policy == OrphanPolicy.NULL && !unset.isEmpty()) {
            orphans.unset(connection, key, unset);
        } else {
            went = orphans.drop(connection, key, run.id());
        }
        connection.commit();
        return went > 0;
    }

    // What stands is what a rollback puts back: its rows are mended in a copy.
    private void copy(Connection connection, String table) throws SQLException {
        notes.say("%s: copied, because rows of it lost their parents".formatted(table));
        var columns = new Catalog(connection).columns(swap.schema(), table);
        var standing = places.name(connection, table);
        new PreData(plan.file(), swap.next().schema()).make(connection, plan.table(table, columns));
        Attempt.run(
                connection,
                "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM %3$s"
                        .formatted(
                                places.name(connection, table), Places.columns(columns), standing));
    }

    private void bind(Connection connection, Part.ForeignKey key, List<Orphan> found)
            throws SQLException {
        var catalog = new Catalog(connection);
        var schema = swap.next().schema();
        if (!catalog.hasConstraint(schema, key.table(), key.name())) {
            Attempt.run(connection, places.add(connection, key));
            connection.commit();
        }
        var dangles =
                policy == OrphanPolicy.KEEP && found.stream().anyMatch(each -> each.isOf(key));
        if (dangles || catalog.isValid(schema, key.table(), key.name())) {
            return;
        }
        notes.say("%s: foreign key %s".formatted(key.table(), key.name()));
        Validation.run(connection, schema, key.table(), key.name());
        connection.commit();
    }

    private static final String NUMBER =
            """
            SELECT setval(q.seqrelid::regclass, greatest(q.seqmin, least(q.seqmax, m.greatest)))
              FROM pg_sequence q,
                   (SELECT max(%1$s)::bigint AS greatest FROM %2$s) AS m
             WHERE q.seqrelid = pg_get_serial_sequence(%3$s, %4$s)::regclass
               AND m.greatest IS NOT NULL
            """;

    private void number(Connection connection, String table) throws SQLException {
        var name = places.name(connection, table);
        for (var column : new Catalog(connection).numbered(swap.next().schema(), table)) {
            Attempt.refusal(
                    connection,
                    NUMBER.formatted(
                            Identifier.quoted(column),
                            name,
                            Literal.quoted(name),
                            Literal.quoted(column)));
        }
    }

    /// After the exchange: foreign keys of tables that stayed to those that came, valid where they
    /// hold.
    ///
    /// @param connection that commits each statement by itself
    public void follow(Connection connection, Built built) throws SQLException {
        var came = new HashSet<>(plan.asked());
        came.addAll(built.copied());
        for (var key : plan.file().parts(Part.ForeignKey.class)) {
            if (plan.isOfDump(key.table())
                    && !came.contains(key.table())
                    && came.contains(key.parent())
                    && places.isThere(connection, key.table())
                    && !places.has(connection, key)) {
                Attempt.refusal(connection, places.add(connection, key));
            }
        }
        swap.settle(connection);
    }
}
