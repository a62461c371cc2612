package org.civichopper.database.jurisdiction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.civichopper.database.Database;
import org.civichopper.database.DatabaseConfig;
import org.civichopper.database.TestDatabases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JurisdictionSeedTest {

    private static final List<Jurisdiction> ALL = Jurisdictions.read();

    private static Database seeded;
    private static Seeded first;

    @BeforeAll
    static void sow() throws SQLException {
        seeded = Database.open(DatabaseConfig.of(TestDatabases.withTables()));
        first = seeded.inTransaction(connection -> JurisdictionSeed.sow(connection, ALL));
    }

    @AfterAll
    static void close() {
        seeded.close();
    }

    @Test
    void theFileHolds58Jurisdictions() {
        assertThat(first).isEqualTo(new Seeded(58, 7522, 224, 7523));
    }

    @Test
    void aSecondTimeNothingIsMissing() throws SQLException {
        var second = seeded.inTransaction(connection -> JurisdictionSeed.sow(connection, ALL));

        assertThat(second.nothing()).isTrue();
    }

    @Test
    void whatSomebodyChangedStays() throws SQLException {
        var database = Database.open(DatabaseConfig.of(TestDatabases.withTables()));
        try (database) {
            var rows =
                    database.<List<String>>inTransaction(connection -> {
                        JurisdictionSeed.sow(connection, ALL);
                        run(connection, "UPDATE opencivicdata_jurisdiction SET name = 'X'");
                        run(connection, "UPDATE opencivicdata_division SET name = 'X'");
                        run(connection, "UPDATE opencivicdata_organization SET name = 'X'");
                        run(
                                connection,
                                "UPDATE opencivicdata_post SET role = 'X', division_id ="
                                        + " NULL, maximum_memberships = 0");
                        assertThat(JurisdictionSeed.sow(connection, ALL).nothing()).isTrue();
                        return rows(
                                connection,
                                """
                                SELECT DISTINCT j.name, d.name, o.name, p.role
                                  FROM opencivicdata_jurisdiction j,
                                       opencivicdata_division d,
                                       (SELECT DISTINCT name FROM opencivicdata_organization) o,
                                       (SELECT DISTINCT role FROM opencivicdata_post) p
                                """);
                    });
            assertThat(rows).containsExactly("X|X|X|X");
        }
    }

    @Test
    void whatIsMissingIsAddedToWhatStands() throws SQLException {
        var database = Database.open(DatabaseConfig.of(TestDatabases.withTables()));
        try (database) {
            var added =
                    database.inTransaction(connection -> {
                        JurisdictionSeed.sow(connection, ALL.subList(0, 10));
                        run(connection, "DELETE FROM opencivicdata_post WHERE label = '7'");
                        return JurisdictionSeed.sow(connection, ALL.subList(0, 10));
                    });
            assertThat(added.posts()).isEqualTo(19); // ten states, and Alaska's senate has letters
            assertThat(added.divisions()).isZero();
        }
    }

    @Test
    void twoAtOnceMakeEachPostOnce() throws Exception {
        var database = Database.open(DatabaseConfig.of(TestDatabases.withTables()));
        try (database) {
            var other = CompletableFuture.supplyAsync(() -> sowIn(database));
            var one = sowIn(database);

            assertThat(List.of(one, other.get()))
                    .extracting(Seeded::posts)
                    .containsExactlyInAnyOrder(7523, 0);
        }
    }

    @Test
    void aDivisionIsCutIntoCountryAndSubtypes() throws SQLException {
        assertThat(
                        rows(
                                """
                                SELECT name, country, subtype1, subid1, subtype2, subid2, subtype3
                                  FROM opencivicdata_division
                                 WHERE id IN ('ocd-division/country:us/state:ak/sldl:1',
                                              'ocd-division/country:us/district:dc/ward:8',
                                              'ocd-division/country:za')
                                 ORDER BY id
                                """))
                .containsExactly(
                        "District of Columbia Council of the District of Columbia Ward 8"
                                + "|us|district|dc|ward|8|",
                        "Alaska House 1|us|state|ak|sldl|1|",
                        "South Africa|za|||||");
    }

    @Test
    void theFirstNameOfADivisionStays() throws SQLException {
        assertThat(
                        rows(
                                """
                                SELECT name FROM opencivicdata_division
                                 WHERE id IN ('ocd-division/country:us/state:ak',
                                              'ocd-division/country:us/territory:pr',
                                              'ocd-division/country:us/district:dc')
                                 ORDER BY name
                                """))
                .containsExactly("Alaska", "District of Columbia", "Puerto Rico");
    }

    @Test
    void aUnicameralLegislatureHasThePostsItself() throws SQLException {
        assertThat(
                        rows(
                                """
                                SELECT o.classification, o.name, parent_id IS NULL, count(p.id)
                                  FROM opencivicdata_organization o
                                  LEFT JOIN opencivicdata_post p ON p.organization_id = o.id
                                 WHERE jurisdiction_id
                                       = 'ocd-jurisdiction/country:us/state:ne/government'
                                 GROUP BY o.id
                                 ORDER BY 1
                                """))
                .containsExactly(
                        "executive|Office of the Governor|t|0",
                        "legislature|Nebraska Legislature|t|49");
    }

    @Test
    void aDistrictsOwnTitleIsTheRoleOfItsPost() throws SQLException {
        assertThat(
                        rows(
                                """
                                SELECT label, role, maximum_memberships
                                  FROM opencivicdata_post
                                 WHERE organization_id
                                       = 'ocd-organization/24af4233-d9b5-5933-91b2-51d29f721037'
                                   AND label IN ('PR-AL', 'DC-AL', 'AK-AL')
                                 ORDER BY label
                                """))
                .containsExactly(
                        "AK-AL|Representative|1",
                        "DC-AL|Delegate|1",
                        "PR-AL|Resident Commissioner|1");
    }

    @Test
    void nobodyHasUpdatedAJurisdictionYet() throws SQLException {
        assertThat(
                        rows(
                                """
                                SELECT DISTINCT extract(epoch FROM latest_bill_update)::bigint,
                                       extract(epoch FROM latest_people_update)::bigint, extras
                                  FROM opencivicdata_jurisdiction
                                """))
                .containsExactly("1609459200|1609459200|{}"); // 2021-01-01 UTC
    }

    private static Seeded sowIn(Database database) {
        try {
            return database.inTransaction(connection -> JurisdictionSeed.sow(connection, ALL));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> rows(String query) throws SQLException {
        return seeded.inTransaction(connection -> rows(connection, query));
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (answer.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
                    row.add(answer.getString(column));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
