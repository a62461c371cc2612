package org.civichopper.bulk.courtlistener.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.finish.Swap;
import org.civichopper.bulk.ledger.LoadRun;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.ledger.LoadSchema;
import org.civichopper.bulk.run.Sessions;
import org.civichopper.bulk.source.Notes;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.localcloud.LocalPostgres;
import org.postgresql.PGConnection;

/// A small dump, and a database of its own to bring it to.
final class Sample implements AutoCloseable {

    static final Map<String, List<String>> MANIFEST = manifest();

    private static final LocalPostgres POSTGRES = LocalPostgres.startThrowaway();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Sessions sessions;
    final Connection connection;

    private Sample() throws SQLException {
        var database = "courts_" + NUMBER.incrementAndGet();
        POSTGRES.createDatabase(database);
        sessions = new Sessions(DatabaseUrl.parse(POSTGRES.url(database)));
        connection = sessions.open();
        LoadSchema.prepare(connection);
    }

    static Sample begin() throws SQLException {
        return new Sample();
    }

    static String text(String name) {
        try (var file = Sample.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String name) {
        try {
            return new JsonMapper().readTree(text(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, List<String>> manifest() {
        var manifest = new LinkedHashMap<String, List<String>>();
        text("manifest.txt")
                .lines()
                .map(line -> line.split(" "))
                .forEach(line -> manifest.put(line[0], List.of(line[1].split(","))));
        return manifest;
    }

    static SchemaPlan plan(Set<String> asked) {
        return SchemaFile.read(text("sample.sql")).plan(MANIFEST, asked, false);
    }

    static Swap swap(SchemaPlan plan) {
        return new Swap("courtlistener", plan.asked());
    }

    Connection open() throws SQLException {
        return sessions.open();
    }

    /// The tables as they are before anything is built on them.
    LoadRun copied(SchemaPlan plan) throws SQLException, IOException {
        plan.make(connection, swap(plan).next());
        for (var table : plan.asked()) {
            copy(table, text(table + ".copy"));
        }
        connection.commit();
        return run();
    }

    void copy(String table, String rows) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "COPY courtlistener_next.%s (%s) FROM STDIN"
                                .formatted(table, Places.columns(MANIFEST.get(table))),
                        new java.io.StringReader(rows));
        connection.commit();
    }

    LoadRun run() throws SQLException {
        var runs = new LoadRuns(connection);
        var id =
                runs.open(
                        "courtlistener",
                        "courtlistener",
                        "full",
                        JsonNodeFactory.instance.objectNode(),
                        Optional.empty());
        connection.commit();
        return runs.find(id).orElseThrow();
    }

    Built build(SchemaPlan plan, OrphanPolicy policy, LoadRun run) throws SQLException {
        return build(plan, policy, run, _ -> {});
    }

    Built build(SchemaPlan plan, OrphanPolicy policy, LoadRun run, Notes notes)
            throws SQLException {
        return new PostData(plan, swap(plan), policy, notes).build(connection, run);
    }

    /// A load from the copies to its end.
    Built load(Set<String> asked, OrphanPolicy policy) throws SQLException, IOException {
        var plan = plan(asked);
        var built = build(plan, policy, copied(plan));
        exchange(plan, policy, built);
        return built;
    }

    Swap exchange(SchemaPlan plan, OrphanPolicy policy, Built built) throws SQLException {
        var tables = new ArrayList<>(plan.asked());
        tables.addAll(built.copied());
        var swap = new Swap("courtlistener", tables);
        swap.exchange(connection);
        connection.commit();
        connection.setAutoCommit(true);
        new PostData(plan, swap, policy, _ -> {}).follow(connection, built);
        connection.setAutoCommit(false);
        return swap;
    }

    List<String> ask(String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } finally {
            connection.commit();
        }
    }

    String one(String question) throws SQLException {
        return ask(question).getFirst();
    }

    void execute(String sql) throws SQLException {
        Attempt.run(connection, sql);
        connection.commit();
    }

    Map<String, Integer> rows(String schema) throws SQLException {
        var rows = new LinkedHashMap<String, Integer>();
        for (var table : MANIFEST.keySet()) {
            rows.put(
                    table,
                    Integer.valueOf(one("SELECT count(*) FROM %s.%s".formatted(schema, table))));
        }
        return rows;
    }

    /// All that a schema is and holds, to compare.
    List<String> all(String schema) throws SQLException {
        var all = new ArrayList<>(ask(WHAT.formatted(schema)));
        for (var table :
                ask(
                        "SELECT tablename FROM pg_tables WHERE schemaname = '%s' ORDER BY 1"
                                .formatted(schema))) {
            all.addAll(ask("SELECT t::text FROM %s.%s t ORDER BY 1".formatted(schema, table)));
        }
        return all;
    }

    private static final String WHAT =
            """
            SELECT what FROM (
              SELECT c.relkind::text || ' ' || c.relname || ' ' || coalesce((SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(coalesce(c.relacl, acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", c.relowner))) a), '') AS what
                FROM pg_class c WHERE c.relnamespace = '%1$s'::regnamespace
               UNION ALL
              SELECT k.conrelid::regclass || ' ' || k.conname || ' ' || pg_get_constraintdef(k.oid) || k.convalidated
                FROM pg_constraint k WHERE k.connamespace = '%1$s'::regnamespace) AS w
             ORDER BY 1
            """;

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
