package org.civichopper.cli.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;
import static org.civichopper.testing.LoadedDatabase.office;
import static org.civichopper.testing.LoadedDatabase.person;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.civichopper.testing.LoadedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// Whom a load warns about, and whom it tells readers of.
class GonePeopleTest {

    @TempDir private Path folder;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("g_" + name, folder);
    }

    @Test
    void whoIsGoneStaysWithAWarning() throws SQLException, IOException {
        database.writeMember(1, "Ada Archer", "");
        database.writeMember(2, "Bob Baker", "");
        database.load();

        database.delete("legislature/2.yml");

        assertThat(database.load()).isZero();
        assertThat(database.err()).contains(person(2) + " Bob Baker: expected a file, found none");
        assertThat(database.row("SELECT count(*) FROM opencivicdata_person")).isEqualTo("2");
    }

    @Test
    void soDoesTheLastOneOfAFolder() throws SQLException, IOException {
        database.write("de/legislature/1.yml", office(1, "governor", DELAWARE));
        database.load();

        database.delete("de/legislature/1.yml");

        assertThat(database.load()).isZero();
        assertThat(database.err()).contains(person(1) + " Officer 1: expected a file, found none");
    }

    @Test
    void onlyWhoIsConcernedIsTold() throws SQLException {
        var virginia = "ocd-jurisdiction/country:us/state:va/government";
        var dover = "ocd-jurisdiction/country:us/state:de/place:dover/government";
        database.writeMember(1, "Ada Archer", "");
        database.writeMember(2, "Bob Baker", "");
        database.write("executive/v.yml", office(3, "governor", virginia));
        database.load();
        database.execute(
                "UPDATE opencivicdata_jurisdiction SET latest_people_update = '2021-01-01'");

        database.write("executive/v.yml", office(3, "treasurer", virginia));
        database.write("municipalities.yml", "- name: Dover\n  id: " + dover + "\n");
        database.load();

        assertThat(
                        database.rows(
                                "SELECT id FROM opencivicdata_jurisdiction WHERE"
                                        + " latest_people_update > '2021-01-02'"))
                .containsExactlyInAnyOrder(virginia, dover);
    }
}
