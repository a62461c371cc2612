package org.civichopper.importer.scrape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.civichopper.database.ledger.Scrapes;
import org.civichopper.database.ledger.Scrapes.Key;
import org.civichopper.database.ledger.UnconfirmedScrapes;
import org.civichopper.database.ledger.UnconfirmedScrapes.Unconfirmed;
import org.civichopper.database.lock.Locks;
import org.civichopper.model.document.Kind;

/// What a closed scrape would retire and waits for a person's word with. Everything is looked at
/// anew: what anybody brought since the scrape stays.
public final class UnconfirmedRetirement {

    /// @param ids of the rows that would go
    /// @param standing of how many
    public record Proposed(Kind kind, List<String> ids, long standing) {}

    private static final JsonMapper JSON = new JsonMapper();

    private UnconfirmedRetirement() {}

    /// What would go now, kind by kind.
    public static List<Proposed> proposed(Connection connection, Unconfirmed run)
            throws SQLException {
        var newest = new Scrapes(connection).newest(run.run().key());
        var proposed = new ArrayList<Proposed>();
        ScrapeClosing.missing(connection, run.run(), run.kinds(), newest)
                .forEach((kind, missing) ->
                        proposed.add(new Proposed(kind, missing.ids(), missing.standing())));
        return proposed;
    }

    /// Retires it, in the connection's transaction, which the caller commits.
    ///
    /// @return empty if the scrape does not wait any longer
    public static Optional<Closed> retire(Connection connection, Key key) throws SQLException {
        new Locks(connection).takeAlone(key.jurisdictionId());
        var found = find(connection, key);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var run = found.get();
        var newest = new Scrapes(connection).newest(key);
        var closed =
                ScrapeClosing.retire(
                        connection, run.run(), run.kinds(), newest, RetiringLimit.NONE);
        new UnconfirmedScrapes(connection).settle(key, counts(run, closed));
        return Optional.of(closed);
    }

    /// Lets the scrape wait no longer, and everything stay.
    ///
    /// @return false if it does not wait any longer
    public static boolean keep(Connection connection, Key key) throws SQLException {
        new Locks(connection).takeAlone(key.jurisdictionId());
        var run = find(connection, key);
        if (run.isPresent()) {
            new UnconfirmedScrapes(connection).settle(key, run.get().counts());
        }
        return run.isPresent();
    }

    private static Optional<Unconfirmed> find(Connection connection, Key key) throws SQLException {
        return new UnconfirmedScrapes(connection)
                .find(key.id()).stream().filter(run -> run.run().key().equals(key)).findFirst();
    }

    private static String counts(Unconfirmed run, Closed closed) {
        try {
            var json = (ObjectNode) JSON.readTree(run.counts());
            json.remove("would_retire");
            closed.retired()
                    .forEach((kind, rows) -> json.withObject("/retired").put(kind.word(), rows));
            closed.withheld().forEach(kind -> json.withArray("/withheld").add(kind.word()));
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("hopper.run.counts is jsonb", e);
        }
    }
}
