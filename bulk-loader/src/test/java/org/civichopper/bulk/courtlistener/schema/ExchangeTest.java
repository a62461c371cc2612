package org.civichopper.bulk.courtlistener.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.civichopper.bulk.finish.Swap;
import org.junit.jupiter.api.Test;

/// A dump takes the place of the one that stands, or some of its tables do.
class ExchangeTest {

    private static final Set<String> ALL = Sample.MANIFEST.keySet();
    private static final Set<String> DOCKETS = Set.of("search_docket");
    private static final Swap SWAP = new Swap("courtlistener", List.copyOf(ALL));

    private static void exchange(Sample sample, Swap swap) throws SQLException {
        swap.exchange(sample.connection);
        sample.connection.commit();
    }

    private static void putBack(Sample sample, Swap swap) throws SQLException {
        swap.putBack(sample.connection);
        sample.connection.commit();
        swap.settle(sample.connection);
        sample.connection.commit();
    }

    @Test
    void readersSeeTheOldOrTheNewAndNothingElseThroughExchangesAndRollbacks() throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.KEEP); // 14 dockets, 36 citations between opinions
            var over = new AtomicBoolean();
            var begun = new CountDownLatch(20);
            var reader = CompletableFuture.supplyAsync(() -> pairs(sample, over, begun));
            for (var time = 0; time < 3; time++) {
                var plan = Sample.plan(ALL);
                var run = sample.copied(plan);
                sample.execute("DELETE FROM courtlistener_next.search_docket");
                sample.execute("DELETE FROM courtlistener_next.search_opinionscited");
                var built = sample.build(plan, OrphanPolicy.KEEP, run);
                sample.exchange(plan, OrphanPolicy.KEEP, built);
                putBack(sample, SWAP);
                begun.await();
            }
            over.set(true);
            assertThat(reader.get()).isSubsetOf("14,36", "0,0").contains("14,36");
        }
    }

    private static Set<String> pairs(Sample sample, AtomicBoolean over, CountDownLatch begun) {
        try (var connection = sample.open();
                var statement = connection.createStatement()) {
            var seen = new LinkedHashSet<String>();
            while (!over.get()) {
                try (var row =
                        statement.executeQuery(
                                "SELECT (SELECT count(*) FROM courtlistener.search_docket) || ',' ||"
                                        + " (SELECT count(*) FROM courtlistener.search_opinionscited)")) {
                    row.next();
                    seen.add(row.getString(1));
                }
                connection.commit();
                begun.countDown();
            }
            return seen;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneWhoReadsForLongKeepsNoOtherReaderWaiting() throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.KEEP);
            var plan = Sample.plan(ALL);
            sample.build(plan, OrphanPolicy.KEEP, sample.copied(plan));
            try (var slow = sample.open();
                    var quick = sample.open()) {
                count(slow); // and its transaction goes on
                var exchanged =
                        CompletableFuture.runAsync(() -> {
                            try {
                                exchange(sample, SWAP);
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
                waitUntilItTries(quick);
                var longest = 0L;
                for (var look = 0; look < 200; look++) {
                    var began = System.nanoTime();
                    count(quick);
                    quick.commit();
                    longest = Math.max(longest, System.nanoTime() - began);
                }
                assertThat(exchanged).isNotDone();
                assertThat(longest / 1_000_000).isLessThan(3_000); // of a reader who would read on
                slow.commit();
                exchanged.get();
            }
            assertThat(sample.rows("courtlistener_before")).isEqualTo(sample.rows("courtlistener"));
        }
    }

    private static void count(Connection connection) throws SQLException {
        Attempt.run(connection, "SELECT count(*) FROM courtlistener.search_court");
    }

    private static void waitUntilItTries(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            while (true) {
                try (var row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_locks WHERE mode = 'ShareUpdateExclusiveLock' AND relation ="
                                        + " 'courtlistener.search_court'::regclass")) {
                    row.next();
                    if (row.getInt(1) > 0) {
                        return;
                    }
                }
                connection.commit();
            }
        }
    }

    @Test
    void foreignKeysOfTablesThatStayAreCarriedOverAndARollbackLeavesAllAsItWas() throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.DROP);
            sample.execute("GRANT SELECT ON courtlistener.search_docket TO pg_monitor");
            var before = sample.all("courtlistener");

            sample.load(DOCKETS, OrphanPolicy.KEEP);
            assertThat(sample.all("courtlistener")).isEqualTo(before);

            putBack(sample, new Swap("courtlistener", List.of("search_docket")));
            assertThat(sample.all("courtlistener")).isEqualTo(before);
        }
    }

    @Test
    void aRowThatStandsAndLosesItsParentIsKeptBesideAKeyThatIsNotValid() throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.DROP);
            var before = sample.all("courtlistener");
            var built = withoutADocket(sample, OrphanPolicy.KEEP);
            assertThat(built.orphans())
                    .extracting(Orphan::table, Orphan::references)
                    .contains(tuple("search_opinioncluster", "search_docket"));
            assertThat(built.copied()).isEmpty();
            assertThat(
                            sample.ask(
                                    "SELECT conname FROM pg_constraint WHERE NOT convalidated"
                                            + " AND conrelid = 'courtlistener.search_opinioncluster'::regclass"))
                    .containsExactly("search_opinioncluste_docket_id_fk7");
            putBack(sample, new Swap("courtlistener", List.of("search_docket")));
            assertThat(sample.all("courtlistener")).isEqualTo(before);
        }
    }

    @Test
    void aRowThatStandsAndLosesItsParentIsDroppedFromACopySoThatARollbackBringsItBack()
            throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.DROP);
            var before = sample.all("courtlistener");
            var built = withoutADocket(sample, OrphanPolicy.DROP);
            assertThat(built.copied()).contains("search_opinioncluster", "search_opinion");
            assertThat(built.skipped())
                    .extracting(Skipped::kind, Skipped::name)
                    .doesNotContain(tuple("foreign key", "search_opinion_cluster_id_fk9"));
            assertThat(built.dropped().get("search_opinioncluster")).isPositive();
            assertThat(sample.ask("SELECT conname FROM pg_constraint WHERE NOT convalidated"))
                    .isEmpty();
            assertThat(structure(sample.all("courtlistener"))).isEqualTo(structure(before));

            var tables = new ArrayList<>(built.copied());
            tables.add("search_docket");
            putBack(sample, new Swap("courtlistener", tables));
            assertThat(sample.all("courtlistener")).isEqualTo(before);
        }
    }

    private static List<String> structure(List<String> all) {
        return all.stream().filter(each -> !each.startsWith("(")).collect(Collectors.toList());
    }

    private static Built withoutADocket(Sample sample, OrphanPolicy policy) throws Exception {
        var plan = Sample.plan(DOCKETS);
        var run = sample.copied(plan);
        sample.execute(
                "DELETE FROM courtlistener_next.search_docket WHERE id ="
                        + " (SELECT min(docket_id) FROM courtlistener.search_opinioncluster)");
        var built = sample.build(plan, policy, run);
        sample.exchange(plan, policy, built);
        return built;
    }

    @Test
    void privilegesOfTablesColumnsAndSequencesAreCarriedOver() throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.DROP);
            sample.execute("GRANT USAGE ON SCHEMA courtlistener TO pg_monitor");
            sample.execute("GRANT SELECT ON courtlistener.search_court TO PUBLIC");
            sample.execute(
                    "GRANT UPDATE ON courtlistener.search_court TO pg_monitor WITH GRANT OPTION");
            sample.execute("GRANT SELECT (id) ON courtlistener.search_opinion TO pg_monitor");
            sample.execute(
                    "GRANT USAGE ON SEQUENCE courtlistener.search_citation_id_seq TO pg_monitor");
            sample.execute(
                    "GRANT SELECT ON SEQUENCE courtlistener.search_docket_id_seq TO pg_monitor");
            var before = sample.all("courtlistener");
            sample.execute(
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_read_all_settings");
            sample.load(ALL, OrphanPolicy.DROP);
            assertThat(sample.all("courtlistener")).isEqualTo(before);
            assertThat(
                            sample.one(
                                    "SELECT has_column_privilege('pg_monitor', 'courtlistener.search_opinion', 'id', 'SELECT')"))
                    .isEqualTo("t");
        }
    }

    @Test
    void whatOthersHungOnTablesIsNamedAndNothingOfOurs() throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.KEEP);
            assertThat(SWAP.dependents(sample.connection)).isEmpty();
            var dockets = new Swap("courtlistener", List.of("search_docket"));
            assertThat(dockets.dependents(sample.connection, ALL)).isEmpty();

            for (var statement :
                    """
                    CREATE VIEW public.v AS SELECT id FROM courtlistener.search_court
                    CREATE MATERIALIZED VIEW public.m AS SELECT id FROM courtlistener.search_court
                    CREATE TABLE public.mine (c varchar REFERENCES courtlistener.search_court)
                    CREATE TABLE public.row_of (c courtlistener.search_court)
                    CREATE TABLE public.heir () INHERITS (courtlistener.search_court)
                    CREATE FUNCTION public.f() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM courtlistener.search_court; END
                    CREATE FUNCTION public.g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
                    CREATE TRIGGER t AFTER INSERT ON courtlistener.search_court EXECUTE FUNCTION public.g()
                    CREATE POLICY p ON courtlistener.search_court USING (true)
                    ALTER TABLE courtlistener.search_court ENABLE ROW LEVEL SECURITY
                    CREATE RULE r AS ON INSERT TO public.mine DO ALSO SELECT 1 FROM courtlistener.search_court
                    CREATE RULE own AS ON DELETE TO courtlistener.search_court DO ALSO NOTIFY x
                    CREATE PUBLICATION one FOR TABLE courtlistener.search_court
                    CREATE TABLE public.numbered (id int DEFAULT nextval('courtlistener.search_docket_id_seq'))
                    """
                            .lines()
                            .toList()) {
                sample.execute(statement);
            }
            assertThat(SWAP.dependents(sample.connection))
                    .containsExactlyInAnyOrder(
                            "view v reads search_court",
                            "materialized view m reads search_court",
                            "foreign key mine_c_fkey of mine refers to search_court",
                            "column c of table row_of uses search_court",
                            "table heir inherits from search_court",
                            "function f() uses search_court",
                            "trigger t is on search_court",
                            "policy p is on search_court",
                            "row level security is on for search_court",
                            "a rule on mine reads search_court",
                            "rule own is on search_court",
                            "publication one publishes search_court",
                            "default value for column id of table numbered uses search_docket");
        }
    }

    @Test
    void whatHangsOnTheKeptTablesIsNamedBecauseTheyCannotGo() throws Exception {
        try (var sample = Sample.begin()) {
            sample.load(ALL, OrphanPolicy.DROP);
            sample.execute("CREATE VIEW public.v AS SELECT id FROM courtlistener.search_court");
            sample.load(ALL, OrphanPolicy.DROP);
            assertThat(SWAP.hangsOnKept(sample.connection))
                    .containsExactly("view v reads search_court");
            assertThatThrownBy(() -> sample.load(ALL, OrphanPolicy.DROP))
                    .hasMessageContaining("search_court");
        }
    }
}
