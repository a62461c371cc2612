package org.civichopper.importer.scrape;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.civichopper.model.document.Kind;

/// Finds of one kind what a complete scrape did not bring, and lets it go.
sealed interface Retirement permits StaleVotes, MissingEvents {

    /// @param kind of which something can be missing
    static Retirement of(Kind kind, Connection connection, CompleteScrape run) {
        return switch (kind) {
            case VOTE_EVENT -> new StaleVotes(connection, run);
            case EVENT -> new MissingEvents(connection, run);
            case JURISDICTION, ORGANIZATION, BILL ->
                    throw new IllegalArgumentException(kind.word() + " is never retired");
        };
    }

    CompleteScrape run();

    Missing find() throws SQLException;

    void retire(List<String> ids) throws SQLException;
}
