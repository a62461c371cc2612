package org.civichopper.importer.bill;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.civichopper.model.document.BillDocument.Action;
import org.civichopper.model.text.WhiteSpace;

/// What a bill's row says of its actions. Dates compare as text; an empty one is none.
final class ActionDates {

    private static final Comparator<Action> BY_DATE = Comparator.comparing(Action::date);

    private ActionDates() {}

    /// Null without dated actions.
    static String first(List<Action> actions) {
        return dated(actions).map(Action::date).min(Comparator.naturalOrder()).orElse(null);
    }

    /// Null without dated actions.
    static String latest(List<Action> actions) {
        return latestOf(actions).map(Action::date).orElse(null);
    }

    /// Of the last action with the latest date; '' without dated actions.
    static String latestDescription(List<Action> actions) {
        return latestOf(actions).map(Action::description).orElse("");
    }

    /// Null where nothing passed.
    static String latestPassage(List<Action> actions) {
        var passages = actions.stream().filter(a -> a.classification().contains("passage"));
        return latest(passages.toList());
    }

    private static Optional<Action> latestOf(List<Action> actions) {
        return dated(actions).reduce((one, next) -> BY_DATE.compare(next, one) >= 0 ? next : one);
    }

    private static Stream<Action> dated(List<Action> actions) {
        return actions.stream().filter(action -> !WhiteSpace.isBlank(action.date()));
    }
}
