package org.civichopper.database.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.civichopper.database.DatabaseUrl;
import org.civichopper.database.TestDatabases;
import org.civichopper.database.TimeOrderedUuid;
import org.civichopper.model.document.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading and writing on a real server, in tables that are gone with the connection.
class RowsInPostgresTest {

    private static final DatabaseUrl URL = TestDatabases.empty();
    private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-01-04T08:00:00Z");
    private static final OffsetDateTime LATER = OffsetDateTime.parse("2026-01-05T08:00:00Z");
    private static final String TABLES =
            """
            CREATE TEMP TABLE thing (
                id text PRIMARY KEY, created_at timestamptz, updated_at timestamptz,
                "text" text, "uuid" uuid, "integer" integer, "boolean" boolean, texts text[],
                "time" timestamptz, "json" jsonb);
            CREATE TEMP TABLE step (
                id uuid PRIMARY KEY, thing_id text, "order" integer, "primary" text);
            CREATE TEMP TABLE witness (id uuid PRIMARY KEY, step_id uuid, name text);
            CREATE TEMP TABLE full_text (id integer, step_id uuid);
            CREATE TEMP TABLE pointing_part (id integer, step_id uuid);
            CREATE TEMP TABLE pointing_object (id integer, step_id uuid, updated_at timestamptz)
            """;
    private static final Table STEP =
            Table.ofParts("step", "thing_id")
                    .inOrderOf("order")
                    .texts("primary")
                    .sameWhen("primary")
                    .child(Table.ofParts("witness", "step_id").texts("name"))
                    .takesAlong("full_text", "step_id")
                    .clears("pointing_part", "step_id")
                    .clearsObjects("pointing_object", "step_id");
    private static final Table THING =
            Table.ofObjects("thing")
                    .column("text", ColumnType.TEXT)
                    .column("uuid", ColumnType.UUID)
                    .column("integer", ColumnType.INTEGER)
                    .column("boolean", ColumnType.BOOLEAN)
                    .column("texts", ColumnType.TEXTS)
                    .column("time", ColumnType.TIME)
                    .column("json", ColumnType.JSON)
                    .child(STEP);

    private Connection connection;

    @BeforeEach
    void createTables() throws SQLException {
        connection = URL.dataSource().getConnection();
        run(TABLES);
        run("SET TimeZone = 'UTC'");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    static List<List<Object>> values() {
        var uuid = "0190a5c4-0000-7000-8000-00000000000a";
        var time = "2026-01-04 08:31:20.123456+00";
        return List.of(
                Arrays.asList("t", uuid, 7, true, List.of("a", "b"), time, new Json("{\"a\":1}")),
                Arrays.asList(null, null, null, null, null, null, null),
                Arrays.asList("", uuid, 0, false, List.of(), time, new Json("{}")),
                Arrays.asList(
                        "NULL",
                        uuid,
                        Integer.MIN_VALUE,
                        false,
                        List.of("NULL", "null", "", " ", "{}", "{a,b}"),
                        time,
                        new Json("null")),
                Arrays.asList(
                        "O'Brien said \"no\", {or} \\ and \\\\ $1 ? \n\t",
                        uuid,
                        Integer.MAX_VALUE,
                        true,
                        List.of("a\"b", "a\\b", "\\", "\"", "a,b", "{", "}", "'", "\n", "\\\"x\\"),
                        time,
                        new Json("[\"\\\"\\\\{,}'\",[],2.5]")),
                Arrays.asList(
                        "naïve\u00a0名前 🦀\ufeff",
                        uuid,
                        -1,
                        true,
                        List.of("é", "e\u0301", "🦀", "\u00a0"),
                        time,
                        new Json("{\"é\":\"🦀\",\"Ω\":[null,true,1000000000000000.0]}")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsWrittenIsReadAgain(List<Object> values) throws SQLException {
        insert("x", new Wanted(values, List.of(Optional.of(List.of()))));

        assertThat(read("x").values()).isEqualTo(values);
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatIsUpdatedIsReadAgain(List<Object> values) throws SQLException {
        insert("x", thing("before"));

        change("x", new Wanted(values, List.of(Optional.empty())));

        assertThat(read("x").values()).isEqualTo(values);
    }

    @Test
    void manyRowsOfManySortsTravelInOneStatement() throws SQLException {
        var changes = new ChangeSet();
        var all = values();
        for (int i = 0; i < all.size(); i++) {
            changes.add(
                    Comparison.insert(
                            THING,
                            "x" + i,
                            new Wanted(all.get(i), List.of(Optional.empty())),
                            RowsInPostgresTest::newId));
        }
        write(changes, NOW);

        for (int i = 0; i < all.size(); i++) {
            assertThat(read("x" + i).values()).isEqualTo(all.get(i));
        }
    }

    @Test
    void anArrayThatSomebodyLeftAHoleInIsReadAndReplaced() throws SQLException {
        run("INSERT INTO thing (id, texts) VALUES ('x', '{a,NULL}')");

        change("x", thing("t"));

        assertThat(read("x").values().getFirst()).isEqualTo("t");
    }

    @Test
    void anArrayThatSomebodyLeftAHoleInIsKeptWhereTheDocumentSaysNothing() throws SQLException {
        run("INSERT INTO thing (id, texts) VALUES ('x', '{a,NULL,\"NULL\"}')");
        var values = new ArrayList<>(read("x").values());
        values.set(0, "t");

        change("x", new Wanted(values, List.of(Optional.empty())));

        assertThat(ask("SELECT texts FROM thing")).isEqualTo("{a,NULL,\"NULL\"}");
    }

    @Test
    void rowsBelowAreReadInTheirOrder() throws SQLException {
        insert("x", thing("t", step("c", "Ann"), step("a"), step("b", "Bob", "Cid")));

        var steps = read("x").children().getFirst();

        assertThat(steps).extracting(Standing::order).containsExactly(0, 1, 2);
        assertThat(steps).extracting(row -> row.values().getFirst()).containsExactly("c", "a", "b");
        assertThat(steps.get(2).children().getFirst())
                .extracting(row -> row.values().getFirst())
                .containsExactlyInAnyOrder("Bob", "Cid");
    }

    @Test
    void whatDoesNotStandIsMissing() throws SQLException {
        insert("x", thing("t"));

        assertThat(new RowReader(connection).read(THING, Set.of("x", "y"))).containsOnlyKeys("x");
        assertThat(new RowReader(connection).read(THING, Set.of())).isEmpty();
    }

    @Test
    void aChangeLeavesOtherRowsAlone() throws SQLException {
        insert("x", thing("t", step("a", "Ann")));
        insert("y", thing("t", step("a", "Ann")));
        var other = read("y");

        change("x", thing("u", step("b")));

        assertThat(read("y")).isEqualTo(other);
        assertThat(ask("SELECT updated_at FROM thing WHERE id = 'y'"))
                .isEqualTo("2026-01-04 08:00:00+00");
        assertThat(ask("SELECT concat_ws(' ', created_at, updated_at) FROM thing WHERE id = 'x'"))
                .isEqualTo("2026-01-04 08:00:00+00 2026-01-05 08:00:00+00");
    }

    @Test
    void whatHangsOnARowThatGoesIsSettled() throws SQLException {
        insert("x", thing("t", step("goes", "Ann"), step("stays")));
        run(
                """
                INSERT INTO full_text SELECT "order", id FROM step;
                INSERT INTO pointing_part SELECT "order", id FROM step;
                INSERT INTO pointing_object SELECT "order", id, '2026-01-01' FROM step
                """);

        change("x", thing("t", step("stays")));

        assertThat(ask("SELECT string_agg(id::text, ' ') FROM full_text")).isEqualTo("1");
        assertThat(ask("SELECT count(*) FROM witness")).isEqualTo("0");
        assertThat(ask("SELECT string_agg(id::text, ' ') FROM pointing_part WHERE step_id IS NULL"))
                .isEqualTo("0");
        assertThat(
                        ask(
                                """
                                SELECT string_agg(concat(id, step_id IS NULL, updated_at::date), ' ' ORDER BY id)
                                  FROM pointing_object
                                """))
                .isEqualTo("0t2026-01-05 1f2026-01-01");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 200})
    void statementsDoNotGrowWithTheBatch(int objects) throws SQLException {
        var counted = new CountedStatements(connection);
        var ids = IntStream.range(0, objects).mapToObj(i -> "x" + i).toList();
        for (var id : ids) {
            insert(id, thing("t", step("a", "Ann"), step("b"), step("c", "Cid")));
        }

        var standing = new RowReader(counted.connection()).read(THING, ids);
        assertThat(counted.count()).isEqualTo(1); // for all tables

        var changes = new ChangeSet();
        var wanted = thing("u", step("c", "Cid"), step("b", "Bob"), step("d"));
        standing.values()
                .forEach(row ->
                        changes.add(
                                Comparison.compare(THING, row, wanted, RowsInPostgresTest::newId)));
        new RowWriter(counted.connection(), LATER).write(changes);
        // what forgets, deletes, updates, inserts
        assertThat(counted.count() - 1).isEqualTo(4);
    }

    private static Wanted thing(String text, Wanted... steps) {
        return Wanted.row(text, null, 1, true, List.of(), null, Json.EMPTY_OBJECT)
                .with(List.of(Optional.of(List.of(steps))));
    }

    private static Wanted step(String name, String... witnesses) {
        return Wanted.row(name).with(List.of(Wanted.rows(List.of(witnesses), Wanted::row)));
    }

    private static String newId() {
        return TimeOrderedUuid.next().toString();
    }

    private void insert(String id, Wanted wanted) throws SQLException {
        write(Comparison.insert(THING, id, wanted, RowsInPostgresTest::newId), NOW);
    }

    private void change(String id, Wanted wanted) throws SQLException {
        write(Comparison.compare(THING, read(id), wanted, RowsInPostgresTest::newId), LATER);
    }

    private void write(ChangeSet changes, OffsetDateTime now) throws SQLException {
        new RowWriter(connection, now).write(changes);
    }

    private Standing read(String id) throws SQLException {
        return new RowReader(connection).read(THING, List.of(id)).get(id);
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String ask(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }
}
