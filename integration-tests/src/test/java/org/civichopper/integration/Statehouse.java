package org.civichopper.integration;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.importer.arrival.Arrival;
import org.civichopper.importer.arrival.Outcome;
import org.civichopper.importer.batch.Importer;
import org.civichopper.importer.step.Steps;
import org.civichopper.model.document.DocumentReader;
import org.civichopper.model.document.DocumentVersion;
import org.civichopper.model.document.Kind;
import org.civichopper.model.document.Limits;
import org.civichopper.model.document.Sha256;
import org.civichopper.testing.NormalizedRows;
import org.civichopper.testing.SoundTables;
import org.civichopper.testing.TestDatabases;

/// A database with Wyoming's people and one session, into which documents are imported one after
/// the other, each newer than the one before.
public final class Statehouse {

    private static final String WYOMING = "ocd-jurisdiction/country:us/state:wy/government";
    private static final DocumentReader READER = new DocumentReader(Limits.DEFAULT);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SESSION =
            """
            {"_id": "j", "name": "Wyoming", "url": "https://www.wyoleg.gov/", "classification": "state",
             "division_id": "ocd-division/country:us/state:wy", "legislative_sessions": [
              {"identifier": "2025", "name": "2025", "start_date": "2025-01-14", "end_date": ""}]}
            """;

    private final String url = TestDatabases.fresh();
    private final Database database;
    private final Importer importer;
    private Instant time = Instant.parse("2025-02-01T00:00:00Z");

    public Statehouse() {
        database = Database.open(DatabaseConfig.of(DatabaseUrl.parse(url)));
        importer = new Importer(database, READER, true);
        try {
            execute(Files.readString(Path.of("src/test/resources/cases/before.sql")));
            importOne(Kind.JURISDICTION, (ObjectNode) JSON.readTree(SESSION));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /// What became of a document that comes now.
    public Outcome.Change importOne(Kind kind, ObjectNode document) throws SQLException {
        return ((Outcome.Imported) importOne(kind, document, Steps.UNWATCHED)).change();
    }

    /// The same, watched on its way.
    public Outcome importOne(Kind kind, ObjectNode document, Steps steps) throws SQLException {
        if (!document.has("_id")) {
            document = document.deepCopy().put("_id", UUID.randomUUID().toString());
        }
        time = time.plusSeconds(1);
        var arrival = arrival(kind, document.toString().getBytes(StandardCharsets.UTF_8));
        return new Importer(database, READER, true, steps)
                .importBatch(List.of(arrival), List.of())
                .get(arrival);
    }

    /// Imports the documents of a folder as one batch.
    ///
    /// @return how many came to each end
    public Map<String, Long> importBatch(Path folder) throws SQLException, IOException {
        time = time.plusSeconds(1);
        var arrivals = new ArrayList<Arrival>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var kind = Kind.ofFileName(file.getFileName().toString()).orElseThrow();
                arrivals.add(arrival(kind, Files.readAllBytes(file)));
            }
        }
        return importer.importBatch(arrivals, List.of()).values().stream()
                .collect(groupingBy(Outcome::word, counting()));
    }

    private Arrival arrival(Kind kind, byte[] bytes) {
        var read = READER.read(kind, bytes);
        return new Arrival(
                read,
                bytes,
                WYOMING,
                DocumentVersion.of(read.head(), time, Sha256.hex(bytes)),
                "made up",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// Everything but the session and the people goes, and what is known of it.
    public void clear() throws SQLException {
        execute(
                """
                TRUNCATE opencivicdata_bill, opencivicdata_voteevent, opencivicdata_event,
                         hopper.scraped_id, hopper.named_action, hopper.unmatched_person,
                         hopper.waiting_link CASCADE;
                WITH forgotten AS (
                    DELETE FROM hopper.document WHERE kind <> 'jurisdiction' RETURNING id
                )
                DELETE FROM hopper.sighting USING forgotten WHERE document_id = forgotten.id
                """);
    }

    public List<String> rows() throws SQLException {
        try (var connection = connect()) {
            SoundTables.check(connection);
            return NormalizedRows.of(connection, WYOMING);
        }
    }

    /// A connection of its own, which sees what is committed.
    public Connection connect() throws SQLException {
        return DatabaseUrl.parse(url).dataSource().getConnection();
    }

    /// The same as who may do everything.
    public Connection connectAsSuperuser() throws SQLException {
        return TestDatabases.superuser(url);
    }

    /// The first column of what a query finds.
    public List<String> ask(String query) throws SQLException {
        try (var connection = connect()) {
            return SoundTables.ask(connection, query);
        }
    }

    public void execute(String script) throws SQLException {
        database.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(script);
            }
        });
    }
}
