package org.civichopper.bulk.courtlistener.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is understood of a schema file, and what is left out.
class SchemaFileTest {

    private static final String TABLE =
            """
            CREATE TABLE public.t (
                id integer NOT NULL,
                note text
            );
            """;

    private static List<Skipped> skipped(SchemaFile file) {
        return file.parts(Part.Left.class).stream().map(Part.Left::skipped).toList();
    }

    @Test
    void ofTheSampleNothingIsLeftOutButTriggers() {
        var file = SchemaFile.read(Sample.text("sample.sql"));
        assertThat(file.parts(Part.Table.class)).hasSize(12);
        assertThat(file.parts(Part.Key.class)).hasSize(13);
        assertThat(file.parts(Part.Index.class)).hasSize(18);
        assertThat(file.parts(Part.ForeignKey.class)).hasSize(17);
        assertThat(skipped(file)).extracting(Skipped::kind).containsOnly("trigger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE public.t CASCADE;",
                "DROP SCHEMA courtlistener CASCADE;",
                "DO $x$ BEGIN EXECUTE 'DROP TABLE public.t'; END $x$;",
                "COPY public.t FROM PROGRAM 'touch /tmp/hacked';",
                "COPY public.t TO '/tmp/hacked';",
                "SELECT pg_read_file('/etc/passwd');",
                "INSERT INTO public.t VALUES (1);",
                "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS $_$ SELECT 1; DROP TABLE x; $_$;",
                "CREATE EXTENSION dblink;",
                "CREATE PUBLICATION p FOR ALL TABLES;",
                "CREATE INDEX i ON public.t USING btree (public.hostile(id));",
                "CREATE INDEX i ON public.t USING btree (id) WHERE (pg_sleep(100) IS NULL);",
                "CREATE INDEX i ON public.t USING hostile (id);",
                "ALTER TABLE public.t ADD CONSTRAINT c CHECK (public.f(id));",
                "ALTER TABLE public.t ADD CONSTRAINT c CHECK ((SELECT true));",
                "ALTER TABLE public.t ADD CONSTRAINT c CHECK (id > 0) ENFORCED; ",
                "ALTER TABLE public.t ADD CONSTRAINT c EXCLUDE USING gist (id WITH =);",
                "ALTER TABLE public.t ALTER COLUMN id SET DEFAULT public.f();",
                "ALTER TABLE public.t DISABLE ROW LEVEL SECURITY;",
                "ALTER TABLE public.t \n\\! touch /tmp/hacked\n ADD CONSTRAINT c UNIQUE (id);",
                "ALTER TABLE other.t ADD CONSTRAINT c UNIQUE (id);",
                "COMMENT ON TABLE public.t IS E'\\'; DROP TABLE x; --';",
                "CREATE RULE r AS ON INSERT TO public.t DO ALSO (DELETE FROM public.t);",
            })
    void whatIsNotOnTheListIsLeftOutAndTheRestIsRead(String statement) {
        var file =
                SchemaFile.read(
                        TABLE
                                + statement
                                + "\nALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);");
        assertThat(file.parts(Part.Table.class)).hasSize(1);
        assertThat(file.parts(Part.Key.class)).extracting(Part.Key::name).contains("t_pkey");
        assertThat(skipped(file)).isNotEmpty();
        assertThat(file.parts(Part.Index.class)).isEmpty();
        assertThat(file.parts(Part.Check.class)).isEmpty();
        assertThat(file.parts(Part.SetDefault.class)).isEmpty();
        assertThat(file.parts(Part.Comment.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\connect other",
                "\\! touch /tmp/hacked",
                "\\restrict TOKEN; DROP TABLE public.t;",
                "-- CREATE TABLE public.t (x integer);",
                "/* CREATE TABLE public.u (x integer); /* nested */ */",
                "SET row_security = off;",
                "ALTER TABLE public.t OWNER TO postgres;",
                "CREATE DATABASE courtlistener;",
                "GRANT ALL ON TABLE public.t TO PUBLIC;",
            })
    void whatEverySchemaFileHasIsPassedOver(String text) {
        var file = SchemaFile.read(TABLE + text + "\n");
        assertThat(skipped(file)).isEmpty();
        assertThat(file.parts(Part.Table.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMENT ON TABLE public.t IS 'never closed",
                "DO $never$ closed $x$",
                "CREATE TABLE public.\"never closed (",
                "/* never closed",
                "CREATE TABLE public.u (x integer",
                "((((((((((",
                "ALTER TABLE public.t ADD CONSTRAINT c CHECK ",
                "$",
                "'",
                "\"",
                "e'\\",
                "\\",
                "U&'",
                "1e5.",
                "CREATE",
                "CREATE INDEX",
            })
    void whatNeverClosesIsLeftOut(String end) {
        var file = SchemaFile.read(TABLE + end);
        assertThat(file.parts(Part.Table.class)).hasSize(1);
        assertThat(file.parts(Part.Comment.class)).isEmpty();
    }

    @Test
    void bracketsAsDeepAsAFileIsLongAreNoHarm() {
        var file =
                SchemaFile.read(
                        TABLE
                                + "ALTER TABLE public.t ADD CONSTRAINT c CHECK ("
                                + "(".repeat(100_000)
                                + "id > 0"
                                + ")".repeat(100_000)
                                + ");");
        assertThat(skipped(file)).extracting(Skipped::name).containsExactly("c");
    }

    @Test
    void expressionsAreMadeAnewFromTheirParts() {
        var file =
                SchemaFile.read(
                        """
                        CREATE TABLE public.t (
                            id integer DEFAULT 1 NOT NULL,
                            kind character varying(8) DEFAULT 'a''b\\'::character varying,
                            at timestamp(3) with time zone DEFAULT now(),
                            "odd "" name" numeric(10,2),
                            tags text[] DEFAULT '{}'::text[],
                            CONSTRAINT k CHECK (((kind)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))),
                            CONSTRAINT o CHECK ((("odd "" name" IS NULL) OR (NOT ("odd "" name" < (0)::numeric))))
                        );
                        """);
        assertThat(skipped(file)).isEmpty();
        assertThat(file.parts(Part.Table.class).getFirst().columns())
                .extracting(each -> each.type().sql(), each -> each.byDefault().toString())
                .containsExactly(
                        tuple("integer", "Optional[Value[sql=1]]"),
                        tuple(
                                "character varying(8)",
                                "Optional[Value[sql=( E'a''b\\\\')::character varying]]"),
                        tuple(
                                "timestamp(3) with time zone",
                                "Optional[Value[sql=pg_catalog.now()]]"),
                        tuple("numeric(10, 2)", "Optional.empty"),
                        tuple("text[]", "Optional[Value[sql=('{}')::text[]]]"));
        assertThat(file.parts(Part.Check.class))
                .extracting(each -> each.condition().replaceAll("[()]", ""))
                .containsExactly(
                        "\"kind\"::text = any ARRAY['x'::character varying, 'y'::character varying]::text[]",
                        "\"odd \"\" name\" IS null OR NOT \"odd \"\" name\" < 0::numeric");
    }

    @Test
    void ofAColumnWhatIsNotOnTheListIsLeftOutAndTheColumnStays() {
        var file =
                SchemaFile.read(
                        """
                        CREATE TABLE public.t (
                            id integer DEFAULT public.f() NOT NULL,
                            name public.citext NOT NULL,
                            search tsvector GENERATED ALWAYS AS (to_tsvector('english', name)) STORED,
                            folded text COLLATE public.folded DEFAULT ''::text NOT NULL,
                            named integer CONSTRAINT t_named NOT NULL
                        );
                        """);
        assertThat(file.parts(Part.Table.class).getFirst().columns())
                .extracting(Part.Column::name, each -> each.type().sql(), Part.Column::notNull)
                .containsExactly(
                        tuple("id", "integer", true),
                        tuple("name", "text", true),
                        tuple("search", "tsvector", false),
                        tuple("folded", "text", true),
                        tuple("named", "integer", true));
        assertThat(skipped(file))
                .extracting(Skipped::kind, Skipped::name)
                .containsExactly(
                        tuple("default", "t.id"),
                        tuple("type", "t.name"),
                        tuple("column", "t.search"),
                        tuple("collation", "t.folded"));
    }

    @Test
    void namesThatPostgresWouldCutAreNotUnderstood() {
        var file =
                SchemaFile.read(
                        TABLE
                                + "CREATE INDEX "
                                + "i".repeat(64)
                                + " ON public.t USING btree (id);");
        assertThat(file.parts(Part.Index.class)).isEmpty();
        assertThat(skipped(file)).hasSize(1);
    }

    @Test
    void aColumnOfTheManifestThatTheSchemaLacksFailsNamingBothOrBecomesText() {
        var file = SchemaFile.read(TABLE);
        var manifest = Map.of("t", List.of("id", "fresh"));
        assertThatThrownBy(() -> file.plan(manifest, Set.of("t"), false))
                .isInstanceOf(LoadStopped.Failed.class)
                .hasMessageContaining("column fresh of t")
                .hasMessageContaining("--add-columns");
        assertThat(file.plan(manifest, Set.of("t"), true).drift())
                .containsExactly(new Drift("t", "fresh", "not in the schema file: text"));
        assertThatThrownBy(() -> file.plan(Map.of("u", List.of("id")), Set.of("u"), true))
                .hasMessageContaining("table u");
    }

    @Test
    void aColumnThatMustNotBeNullAndThatNobodyFillsMayBeNull() {
        var drift =
                SchemaFile.read(TABLE)
                        .plan(Map.of("t", List.of("note")), Set.of("t"), false)
                        .drift();
        assertThat(drift).extracting(Drift::column).containsExactly("id");
        assertThat(Sample.plan(Sample.MANIFEST.keySet()).drift())
                .extracting(Drift::table, Drift::column)
                .containsExactly(tuple("search_docket", "new_flag"));
    }
}
