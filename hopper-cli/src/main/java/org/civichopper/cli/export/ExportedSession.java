package org.civichopper.cli.export;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.civichopper.commandline.CannotRunException;
import org.civichopper.database.jurisdiction.Jurisdiction;
import org.civichopper.database.jurisdiction.Jurisdictions;

/// The session that is exported.
///
/// @param abbreviation of its jurisdiction, in capitals, for example `DE`
record ExportedSession(UUID id, String jurisdictionId, String abbreviation, String identifier) {

    private static final String FIND =
            """
            SELECT id, identifier
              FROM opencivicdata_legislativesession
             WHERE jurisdiction_id = ?
             ORDER BY start_date, identifier
            """;

    /// @param jurisdiction an id, or the abbreviation of one that Open States knows
    /// @throws CannotRunException if there is no such session, with those that there are
    static ExportedSession find(Connection connection, String jurisdiction, String identifier)
            throws SQLException {
        var known = known(jurisdiction);
        var jurisdictionId = known.map(Jurisdiction::id).orElse(jurisdiction);
        var others = new ArrayList<String>();
        try (var statement = connection.prepareStatement(FIND)) {
            statement.setString(1, jurisdictionId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString("identifier").equals(identifier)) {
                        return new ExportedSession(
                                rows.getObject("id", UUID.class),
                                jurisdictionId,
                                known.map(Jurisdiction::abbreviation)
                                        .orElseGet(() -> lastPlace(jurisdictionId)),
                                identifier);
                    }
                    others.add(rows.getString("identifier"));
                }
            }
        }
        throw new CannotRunException(
                "expected session \"%s\" of %s, found %s. Name one of those with --session."
                        .formatted(
                                identifier,
                                jurisdictionId,
                                others.isEmpty()
                                        ? "no session of that jurisdiction"
                                        : String.join(", ", others)));
    }

    /// How its files are called in front: `DE/153/DE_153_`. What stands in a session's name must
    /// not lead anywhere else.
    String prefix() {
        var session = identifier.replaceAll("[/\\\\\\p{Cntrl}]", "-");
        session = session.startsWith(".") ? "-" + session : session;
        return "%1$s/%2$s/%1$s_%2$s_".formatted(abbreviation, session);
    }

    private static Optional<Jurisdiction> known(String jurisdiction) {
        return Jurisdictions.read().stream()
                .filter(each ->
                        each.id().equals(jurisdiction)
                                || each.abbreviation().equalsIgnoreCase(jurisdiction))
                .findFirst();
    }

    /// Of `ocd-jurisdiction/country:us/state:il/place:chicago/government` it is `CHICAGO`.
    private static String lastPlace(String jurisdictionId) {
        var places = jurisdictionId.replaceAll("/[a-z_]+$", "");
        return places.substring(Math.max(places.lastIndexOf(':'), places.lastIndexOf('/')) + 1)
                .toUpperCase(Locale.ROOT);
    }
}
