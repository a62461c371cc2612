package org.civichopper.cli.failures;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.civichopper.database.ledger.StillFailing;
import org.civichopper.model.document.Kind;

/// Documents that keep failing, as failures among others.
final class FailingDocuments {

    static final String PLACE = "importer";
    static final String EXPECTED = "no error";
    private static final int LONGEST_REASON = 120;

    private FailingDocuments() {}

    static List<Failure> list(Connection connection, int most) throws SQLException {
        return new StillFailing(connection)
                .list(most).stream().map(FailingDocuments::failure).toList();
    }

    private static Failure failure(StillFailing.Failure failing) {
        var file = failing.file();
        var error = failing.error().lines().findFirst().orElse("");
        return new Failure(
                new FailureId.Failing(failing.id()),
                Optional.of(failing.jurisdictionId()),
                Kind.ofFileName(file.substring(file.lastIndexOf('/') + 1)).map(Kind::word),
                file,
                Optional.empty(),
                Optional.empty(),
                reason(error),
                PLACE,
                EXPECTED,
                error,
                Optional.empty(),
                OptionalLong.empty(),
                failing.times(),
                failing.lastAt(),
                false);
    }

    // Errors of one cause differ in numbers.
    private static String reason(String error) {
        var shape = error.replaceAll("[0-9]+", "#");
        var brief =
                shape.length() > LONGEST_REASON ? shape.substring(0, LONGEST_REASON) + "…" : shape;
        return PLACE + ": expected " + EXPECTED + ", found " + brief;
    }
}
