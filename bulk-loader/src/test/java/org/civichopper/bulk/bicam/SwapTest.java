package org.civichopper.bulk.bicam;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Readers see all tables as they were or as they are; those before are kept, and can be put back.
class SwapTest {

    private static final String COUNT = "SELECT count(*) FROM bicam.members";
    private static final String SEEN =
            """
            SELECT (SELECT count(*) FROM bicam.members) || '/'
                   || (SELECT count(*) FROM bicam.treaties)
            """;

    @TempDir private Path folder;

    // As many treaties as members.
    private static Congress has(Congress congress, int rows) {
        return congress.has("members", Congress.members(rows))
                .has("treaties", Congress.zip("treaties.csv", "id\n" + "T\n".repeat(rows)));
    }

    @Test
    void readersInALoopSeeTheOldOrTheNewOfAllTables() throws Exception {
        try (var congress = Congress.in(folder)) {
            has(congress, 10).load("members,treaties");
            var reading = new AtomicBoolean(true);
            var seen = new ArrayList<String>();
            var reader =
                    Thread.ofPlatform()
                            .start(() -> {
                                while (reading.get()) {
                                    seen.add(congress.one(SEEN));
                                }
                            });
            for (var rows = 20; rows <= 40; rows += 10) {
                var ran = has(congress, rows).load("members,treaties");
                assertThat(ran.exitCode()).as(ran.err()).isZero();
            }
            reading.set(false);
            reader.join();

            assertThat(seen).contains("10/10").isSubsetOf("10/10", "20/20", "30/30", "40/40");
        }
    }

    @Test
    void whatStoodBeforeIsKeptAndIsPutBackOnce() {
        try (var congress = Congress.in(folder)) {
            congress.has("members", Congress.members(3)).load("members");
            congress.execute("GRANT SELECT ON bicam.members TO PUBLIC");
            assertThat(congress.hopper("load", "rollback", "bicam").exitCode()).isEqualTo(1);

            var ran = congress.has("members", Congress.members(5)).load("members");

            assertThat(ran.count("inserted")).isEqualTo(5);
            assertThat(ran.count("deleted")).isEqualTo(3);
            assertThat(congress.one("SELECT count(*) FROM bicam_previous.members")).isEqualTo("3");
            assertThat(
                            congress.one(
                                    "SELECT has_table_privilege('public', 'bicam.members', 'SELECT')"))
                    .isEqualTo("t");

            assertThat(congress.hopper("load", "rollback", "bicam").exitCode()).isZero();
            assertThat(congress.one(COUNT)).isEqualTo("3");
            assertThat(congress.hopper("load", "rollback", "bicam").exitCode()).isEqualTo(1);
            assertThat(congress.load("members").count("inserted"))
                    .as("zips that are given are the operator's word")
                    .isEqualTo(5);
        }
    }

    @Test
    void aDataSetIsExchangedWithoutTheOthers() {
        try (var congress = Congress.in(folder)) {
            has(congress, 10).load("members,treaties");
            has(congress, 20).load("members");

            assertThat(congress.one(SEEN)).isEqualTo("20/10");
            assertThat(congress.hopper("load", "rollback", "bicam").exitCode()).isZero();
            assertThat(congress.one(SEEN)).isEqualTo("10/10");
        }
    }

    @Test
    void aTableThatLeftItsDataSetStepsAside() {
        try (var congress = Congress.in(folder)) {
            congress.has(
                            "members",
                            Congress.zip(
                                    Congress.files(
                                            "members.csv", "id\n1\n", "terms.csv", "id\n1\n")))
                    .load("members");
            congress.execute("CREATE TABLE bicam.ours (id int)");

            congress.has("members", Congress.zip("members.csv", "id\n2\n")).load("members");

            assertThat(congress.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'bicam'"))
                    .containsExactlyInAnyOrder("members", "ours");
            assertThat(congress.hopper("load", "rollback", "bicam").exitCode()).isZero();
            assertThat(congress.one("SELECT count(*) FROM bicam.terms")).isEqualTo("1");
        }
    }

    @Test
    void whatOthersHungOnATableIsNamedBeforeLoading() {
        try (var congress = Congress.in(folder)) {
            congress.requires("members", "members.csv")
                    .has("members", Congress.members(3))
                    .load("members");
            congress.execute("CREATE VIEW ours AS SELECT * FROM bicam.members");

            var ran = congress.has("members", Congress.members(5)).load("members");

            assertThat(ran.exitCode()).isEqualTo(1);
            assertThat(ran.error()).contains("view ours reads members");
            assertThat(congress.one(COUNT)).isEqualTo("3");
            assertThat(congress.load("members", "--force").exitCode()).isZero();
            assertThat(congress.one("SELECT count(*) FROM ours")).isEqualTo("3");
        }
    }
}
