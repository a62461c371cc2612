package org.civichopper.localcloud.openstates;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.civichopper.localcloud.LocalCloudException;

/// All records, and their lists, which are sorted once until something changes.
final class Records {

    private static final Comparator<Kept> BY_CHANGE =
            Comparator.comparing((Kept kept) -> kept.place().changed());
    private static final Comparator<Kept> BY_NAME =
            Comparator.comparing((Kept kept) -> kept.place().name())
                    .thenComparing(kept -> kept.place().id());

    private final Map<String, Kept> all = new HashMap<>();
    private final Map<Kind, List<Kept>> sorted = new EnumMap<>(Kind.class);
    private final Map<List<String>, List<Kept>> bills = new HashMap<>();

    void put(Kind kind, ObjectNode node) {
        put(Kept.of(kind, node));
    }

    private synchronized void put(Kept kept) {
        all.put(kept.place().id(), kept);
        forget(kept.place().kind());
    }

    synchronized void remove(String id) {
        forget(kept(id).place().kind());
        all.remove(id);
    }

    synchronized Kept kept(String id) {
        var kept = all.get(id);
        if (kept == null) {
            throw new LocalCloudException("nothing has the id " + id);
        }
        return kept;
    }

    synchronized void change(String id, Consumer<ObjectNode> how) {
        var kept = kept(id);
        var node = kept.node();
        how.accept(node);
        put(kept.place().kind(), node);
    }

    synchronized void garble(String id, Consumer<ObjectNode> how) {
        var kept = kept(id);
        var node = kept.node();
        how.accept(node);
        put(kept.with(node));
    }

    /// When the bill that changed last did so.
    synchronized Instant lastChange() {
        var all = list(Kind.BILL);
        return all.isEmpty() ? Instant.EPOCH : all.getLast().place().changed();
    }

    /// By name; bills by their change.
    synchronized List<Kept> list(Kind kind) {
        return sorted.computeIfAbsent(
                kind,
                _ ->
                        all.values().stream()
                                .filter(kept -> kept.place().kind() == kind)
                                .sorted(kind == Kind.BILL ? BY_CHANGE : BY_NAME)
                                .toList());
    }

    /// By their change.
    ///
    /// @param session empty for those of all sessions
    synchronized List<Kept> bills(String jurisdiction, String session) {
        return bills.computeIfAbsent(
                List.of(jurisdiction, session),
                _ ->
                        list(Kind.BILL).stream()
                                .filter(kept -> kept.place().owner().equals(jurisdiction))
                                .filter(kept ->
                                        session.isEmpty() || kept.place().session().equals(session))
                                .toList());
    }

    /// Whose a record is: of a committee what the organization above all its parents belongs to.
    synchronized Optional<String> jurisdiction(Place place) {
        var owner = place.owner();
        if (place.kind() != Kind.COMMITTEE) {
            return Optional.of(owner);
        }
        var parent = all.get(owner);
        if (parent != null) {
            return jurisdiction(parent.place());
        }
        return list(Kind.JURISDICTION).stream()
                .map(Kept::place)
                .filter(each -> each.organizations().contains(owner))
                .map(Place::id)
                .findFirst();
    }

    private void forget(Kind kind) {
        sorted.remove(kind);
        if (kind == Kind.BILL) {
            bills.clear();
        }
    }
}
