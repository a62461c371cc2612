package org.civichopper.bulk.courtlistener.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.civichopper.bulk.ledger.LoadRuns;
import org.civichopper.bulk.run.LoadStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Keys, indexes, orphans and foreign keys, on tables that hold all their rows.
class PostDataTest {

    private static final String INVALID =
            "SELECT conname FROM pg_constraint WHERE NOT convalidated ORDER BY 1";

    private static void assertOrphans(Built built) throws Exception {
        var json = JsonNodeFactory.instance.objectNode();
        built.describe(json);
        assertThat(json.path("orphans"))
                .hasToString(Sample.json("orphans.json").path("orphans").toString());
    }

    @Test
    void orphansThatAreKeptLeaveOnlyTheirOwnKeysNotValid() throws Exception {
        try (var sample = Sample.begin()) {
            var plan = Sample.plan(Sample.MANIFEST.keySet());
            var built = sample.build(plan, OrphanPolicy.KEEP, sample.copied(plan));

            assertOrphans(built);
            assertThat(built.rejected()).isZero();
            assertThat(sample.ask(INVALID))
                    .containsExactly(
                            "search_opinion_author_id_fk8", "search_opinioncluste_docket_id_fk7");
            assertThat(
                            sample.one(
                                    "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferred"
                                            + " AND connamespace = 'courtlistener_next'::regnamespace"))
                    .isEqualTo("15");
            assertThat(built.skipped())
                    .extracting(Skipped::name)
                    .containsExactlyInAnyOrder(
                            "search_docket_name_trgm",
                            "docket_idb",
                            "docket_oci",
                            "snapshot_insert",
                            "snapshot_update");
            assertThat(
                            sample.ask(
                                    "SELECT indexdef FROM pg_indexes WHERE indexname IN"
                                            + " ('search_docket_recent', 'search_opinion_sha1_like') ORDER BY 1"))
                    .containsExactly(
                            "CREATE INDEX search_docket_recent ON courtlistener_next.search_docket"
                                    + " USING btree (date_filed DESC NULLS LAST) WHERE (NOT blocked)",
                            "CREATE INDEX search_opinion_sha1_like ON courtlistener_next.search_opinion"
                                    + " USING btree (sha1 varchar_pattern_ops)");
            var next =
                    "SELECT nextval(pg_get_serial_sequence('courtlistener_next.%1$s', 'id')) > max(id) FROM courtlistener_next.%1$s";
            assertThat(sample.one(next.formatted("search_citation"))).isEqualTo("t");
            assertThat(sample.one(next.formatted("search_opinion"))).isEqualTo("t");
            assertThat(
                            sample.one(
                                    "SELECT obj_description('courtlistener_next.search_docket'::regclass)"))
                    .startsWith("rows; of; search_docket\nCREATE TABLE");
            assertThat(
                            sample.one(
                                    "SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid ="
                                            + " 'courtlistener_next.search_docket'::regclass"))
                    .isEqualTo("'dump'::character varying");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NULL", "DROP"})
    void orphansThatAreMendedLeaveAllKeysValidAndTheRowsThatWentAmongTheRejects(OrphanPolicy policy)
            throws Exception {
        try (var sample = Sample.begin()) {
            var plan = Sample.plan(Sample.MANIFEST.keySet());
            var run = sample.copied(plan);
            var built = sample.build(plan, policy, run);
            assertMended(sample, policy, built);
            assertThat(
                            sample.one(
                                    "SELECT expected || ': ' || found || ', ' || raw FROM hopper.load_reject"
                                            + " WHERE place = 'search_opinioncluster' AND key = '10'"))
                    .startsWith("docket_id: a row of search_docket: ")
                    .contains(", 10,");
            var again = Built.of(new LoadRuns(sample.connection).find(run.id()).orElseThrow());
            assertThat(again).isEqualTo(built);
        }
    }

    private static void assertMended(Sample sample, OrphanPolicy policy, Built built)
            throws Exception {
        var expected = Sample.json("orphans.json").path(policy.word());
        assertOrphans(built);
        assertThat(built.rejected()).isEqualTo(expected.path("rejected").asLong());
        assertThat(sample.ask(INVALID)).isEmpty();
        var rows = new LinkedHashMap<String, Integer>();
        Sample.MANIFEST
                .keySet()
                .forEach(each -> rows.put(each, expected.path("rows").path(each).asInt()));
        assertThat(sample.rows("courtlistener_next")).isEqualTo(rows);
    }

    @Test
    void buildingThatIsKilledAnywhereGoesOnToTheSameEndAndTheSameCounts() throws Exception {
        try (var sample = Sample.begin()) {
            var plan = Sample.plan(Sample.MANIFEST.keySet());
            var run = sample.copied(plan);
            for (var step = 1; step < 80; step += 6) {
                var left = new AtomicInteger(step);
                try {
                    sample.build(
                            plan,
                            OrphanPolicy.DROP,
                            new LoadRuns(sample.connection).find(run.id()).orElseThrow(),
                            _ -> {
                                if (left.decrementAndGet() == 0) {
                                    throw new IllegalStateException("killed");
                                }
                            });
                } catch (IllegalStateException e) {
                    sample.connection.rollback();
                }
            }
            var last = new LoadRuns(sample.connection).find(run.id()).orElseThrow();
            assertMended(sample, OrphanPolicy.DROP, sample.build(plan, OrphanPolicy.DROP, last));
        }
    }

    @Test
    void orphansStopALoadThatWantsNone() throws Exception {
        try (var sample = Sample.begin()) {
            var plan = Sample.plan(Sample.MANIFEST.keySet());
            var run = sample.copied(plan);
            assertThatThrownBy(() -> sample.build(plan, OrphanPolicy.STOP, run))
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining("2 rows of search_opinion by author_id, as [56, 67]");
        }
    }

    @Test
    void aDuplicateKeyFailsAndNamesTableConstraintAndKey() throws Exception {
        try (var sample = Sample.begin()) {
            var plan = Sample.plan(Sample.MANIFEST.keySet());
            var run = sample.copied(plan);
            sample.copy(
                    "people_db_race",
                    Sample.text("people_db_race.copy").lines().findFirst().orElseThrow() + "\n");
            assertThatThrownBy(() -> sample.build(plan, OrphanPolicy.KEEP, run))
                    .isInstanceOf(LoadStopped.Failed.class)
                    .hasMessageContaining("people_db_race")
                    .hasMessageContaining("people_db_race_pkey")
                    .hasMessageContaining("(id)=(1)");
        }
    }

    @Test
    void rowsThatReferToRowsOfTheirOwnTableGoToTheLast() throws Exception {
        try (var sample = Sample.begin()) {
            var manifest = Map.of("t", List.of("id", "up"));
            var plan =
                    SchemaFile.read(
                                    """
                                    CREATE TABLE public.t (id integer NOT NULL, up integer);
                                    ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
                                    ALTER TABLE ONLY public.t ADD CONSTRAINT t_up FOREIGN KEY (up) REFERENCES public.t(id);
                                    """)
                            .plan(manifest, manifest.keySet(), false);
            plan.make(sample.connection, Sample.swap(plan).next());
            sample.execute(
                    "INSERT INTO courtlistener_next.t SELECT n, n - 1 FROM generate_series(1, 9) n"
                            + " UNION ALL VALUES (20, NULL), (21, 20), (30, 30)");
            var built = sample.build(plan, OrphanPolicy.DROP, sample.run());
            assertThat(built.rejected()).isEqualTo(9);
            assertThat(built.orphans()).extracting(Orphan::count).containsExactly(1L);
            assertThat(sample.ask("SELECT id FROM courtlistener_next.t ORDER BY id"))
                    .containsExactly("20", "21", "30");
            assertThat(sample.ask(INVALID)).isEmpty();
        }
    }

    @Test
    void whatTheServerRefusesIsNamedAndTheLoadGoesOn() throws Exception {
        try (var sample = Sample.begin()) {
            var manifest = Map.of("t", List.of("id", "note"));
            var plan =
                    SchemaFile.read(
                                    """
                                    CREATE TABLE public.t (
                                        id integer NOT NULL,
                                        note text,
                                        CONSTRAINT wrong_type CHECK ((note > 3)),
                                        CONSTRAINT wrong_number CHECK ((id = 'x'::integer))
                                    );
                                    ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t'::regclass);
                                    ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
                                    ALTER TABLE ONLY public.t ADD CONSTRAINT t UNIQUE (note);
                                    ALTER TABLE ONLY public.t ADD CONSTRAINT other_type FOREIGN KEY (note) REFERENCES public.t(id);
                                    ALTER TABLE ONLY public.t ADD CONSTRAINT not_unique FOREIGN KEY (id) REFERENCES public.t(note);
                                    CREATE INDEX no_column ON public.t USING btree (id) INCLUDE (nothing);
                                    CREATE INDEX not_ordered ON public.t USING gin (note);
                                    CREATE INDEX no_number ON public.t USING btree (((note)::integer));
                                    CREATE INDEX "good; ""one""\" ON public.t USING btree (lower(note) DESC NULLS LAST) INCLUDE (id) WHERE (id > 0);
                                    """)
                            .plan(manifest, manifest.keySet(), false);
            plan.make(sample.connection, Sample.swap(plan).next());
            sample.execute("INSERT INTO courtlistener_next.t VALUES (1, 'one')");
            var built = sample.build(plan, OrphanPolicy.DROP, sample.run());
            assertThat(built.skipped())
                    .extracting(Skipped::name)
                    .containsExactlyInAnyOrder(
                            "wrong_type",
                            "wrong_number",
                            "t.id",
                            "t",
                            "other_type",
                            "not_unique",
                            "no_column",
                            "not_ordered",
                            "no_number");
            assertThat(built.rejected()).isZero();
            assertThat(
                            sample.ask(
                                    "SELECT indexname FROM pg_indexes WHERE schemaname = 'courtlistener_next' ORDER BY 1"))
                    .containsExactlyInAnyOrder("good; \"one\"", "t_pkey");
        }
    }
}
