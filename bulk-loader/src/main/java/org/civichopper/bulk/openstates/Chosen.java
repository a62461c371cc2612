package org.civichopper.bulk.openstates;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.civichopper.bulk.openstates.table.JurisdictionTable.Session;

/// Which sessions of a jurisdiction are read.
sealed interface Chosen {

    /// The one of this identifier.
    record Named(String identifier) implements Chosen {}

    /// The one that began last, and those that run beside it.
    record Latest() implements Chosen {}

    record All() implements Chosen {}

    // No legislature sits for longer without a new session: one that never says its end has ended.
    int LONGEST = 4; // years

    /// @param sessions of one jurisdiction
    /// @param today in UTC
    default List<Session> of(List<Session> sessions, LocalDate today) {
        return switch (this) {
            case Named(var identifier) ->
                    sessions.stream().filter(each -> each.identifier().equals(identifier)).toList();
            case All() -> sessions;
            case Latest() -> latest(sessions, today);
        };
    }

    private static List<Session> latest(List<Session> sessions, LocalDate today) {
        if (sessions.stream().noneMatch(each -> each.begins().isPresent())) {
            return sessions;
        }
        var begun =
                sessions.stream()
                        .filter(each ->
                                each.begins().filter(day -> !day.isAfter(today)).isPresent())
                        .toList();
        Optional<LocalDate> last =
                begun.stream().flatMap(each -> each.begins().stream()).max(LocalDate::compareTo);
        return begun.stream()
                .filter(each -> each.begins().equals(last) || runs(each, last.orElseThrow()))
                .toList();
    }

    private static boolean runs(Session session, LocalDate day) {
        var end = session.ends().orElseGet(() -> session.begins().orElseThrow().plusYears(LONGEST));
        return !end.isBefore(day);
    }

    /// As the ledger keeps it, and as a scope says it.
    default String word() {
        return switch (this) {
            case Named(var identifier) -> "session " + identifier;
            case Latest() -> "latest session";
            case All() -> "all sessions";
        };
    }

    static Chosen ofWord(String word) {
        return switch (word) {
            case "latest session" -> new Latest();
            case "all sessions" -> new All();
            default -> new Named(word.substring("session ".length()));
        };
    }
}
