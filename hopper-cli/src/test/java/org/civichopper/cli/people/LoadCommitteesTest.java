package org.civichopper.cli.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;
import static org.civichopper.testing.LoadedDatabase.committee;
import static org.civichopper.testing.LoadedDatabase.person;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.testing.LoadedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class LoadCommitteesTest {

    @TempDir private Path folder;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("c_" + name, folder);
        database.writeMember(1, "Ada Archer", "");
    }

    @Test
    void aCommitteeStandsBelowItsChamberWithItsMembers() throws SQLException {
        database.write(
                "committees/tax.yml",
                """
                id: %s
                jurisdiction: %s
                classification: committee
                name: Tax
                chamber: lower
                sources:
                - url: https://example.org/tax
                links:
                - url: https://example.org/tax
                  note: homepage
                other_names:
                - name: House Tax
                extras: {room: 12}
                members:
                - name: Ada Archer
                  role: chair
                  person_id: %s
                - name: Nobody Known
                  role: member
                - name: Nobody Known
                  role: member
                """
                        .formatted(committee(1), DELAWARE, person(1)));

        assertThat(database.load()).as(database.err()).isZero();

        assertThat(
                        database.row(
                                """
                                SELECT c.name, p.classification, c.links, c.sources, c.other_names, c.extras
                                  FROM opencivicdata_organization c
                                  JOIN opencivicdata_organization p ON p.id = c.parent_id
                                 WHERE c.classification = 'committee'
                                """))
                .isEqualTo(
                        "Tax, lower,"
                                + " [{\"url\": \"https://example.org/tax\", \"note\": \"homepage\"}],"
                                + " [{\"url\": \"https://example.org/tax\", \"note\": \"\"}],"
                                + " [{\"name\": \"House Tax\", \"end_date\": \"\", \"start_date\": \"\"}],"
                                + " {\"room\": 12}");
        assertThat(seats())
                .containsExactlyInAnyOrder(
                        person(1) + ", Ada Archer, chair",
                        "null, Nobody Known, member",
                        "null, Nobody Known, member");
    }

    @Test
    void aSubcommitteeStandsBelowItsCommitteeWhateverTheOrder() throws SQLException {
        write(
                2,
                "Income Tax",
                "classification: subcommittee\nchamber: lower\nparent: " + committee(1));
        write(1, "Tax", "chamber: lower");
        write(3, "Lost", "classification: subcommittee\nchamber: lower\nparent: " + committee(9));

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);

        assertThat(
                        database.rows(
                                "SELECT name, parent_id FROM opencivicdata_organization WHERE"
                                        + " classification = 'subcommittee'"))
                .containsExactly("Income Tax, " + committee(1));
        assertThat(database.err())
                .contains("3.yml: parent: expected a committee that stands, found " + committee(9));
    }

    @Test
    void aMemberWhoStandsNowhereIsWarnedAbout() throws SQLException {
        write(1, "Tax", "chamber: lower\nmembers:\n" + member("Eve", person(7)));

        assertThat(database.load()).isZero();

        assertThat(database.err()).contains("members[0].person_id: expected a person who stands");
        assertThat(seats()).containsExactly("null, Eve, member");
    }

    @Test
    void membersOfACommitteeComeFromItsFileAlone() throws SQLException {
        write(1, "Tax", "chamber: lower\nmembers:\n" + member("Ada", person(1)));
        database.load();

        database.writeMember(1, "Ada Archer-Baker", "");
        database.load();
        assertThat(seats()).containsExactly(person(1) + ", Ada, member");

        write(1, "Taxes", "chamber: upper\nmembers: []");
        database.load();
        assertThat(seats()).isEmpty();
        assertThat(
                        database.row(
                                "SELECT name FROM opencivicdata_organization WHERE id = '"
                                        + committee(1)
                                        + "'"))
                .isEqualTo("Taxes");
    }

    @Test
    void aSecondLoadWritesNothing() throws SQLException {
        write(1, "Tax", "chamber: lower\nmembers:\n" + member("Ada", person(1)));
        database.load();
        var before = database.rowVersions();

        database.load();

        assertThat(database.rowVersions()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(database.out()).containsPattern("committees +0 +0 +1 +0 +0");
    }

    @Test
    void howOftenAFileRepeatsAMemberIsNoChange() throws SQLException {
        var ada = member("Ada", person(1));
        write(1, "Tax", "chamber: lower\nmembers:\n" + ada);
        database.load();
        var before = database.rowVersions();

        write(1, "Tax", "chamber: lower\nmembers:\n" + ada + ada);
        database.load();
        assertThat(database.rowVersions()).containsExactlyInAnyOrderElementsOf(before);

        write(1, "Tax", "chamber: lower\nmembers:\n" + ada + ada + member("Eve", ""));
        database.load();
        assertThat(seats())
                .containsExactlyInAnyOrder(
                        person(1) + ", Ada, member",
                        person(1) + ", Ada, member",
                        "null, Eve, member");
    }

    @Test
    void theLastOneThatGoesIsWarnedAboutToo() throws SQLException, IOException {
        write(1, "Tax", "chamber: lower");
        database.load();

        database.delete("committees/1.yml");
        database.load();

        assertThat(database.err()).contains(committee(1) + " Tax: expected a file, found none");
    }

    @Test
    void ofTwoThatAreCalledTheSameTheOneThatStandsStays() throws SQLException {
        write(1, "Tax", "chamber: lower");
        write(2, "Tax", "chamber: upper");
        database.load();
        write(3, "Tax", "chamber: lower");

        assertThat(database.load()).isZero();

        assertThat(
                        database.rows(
                                "SELECT id FROM opencivicdata_organization WHERE classification ="
                                        + " 'committee'"))
                .containsExactlyInAnyOrder(committee(1), committee(2));
        assertThat(database.err()).contains("3.yml: name: expected one that no other committee");
    }

    @Test
    void aChamberThatIsNotThereRejectsTheFile() throws SQLException {
        database.write(
                "committees/x.yml",
                """
                id: %s
                jurisdiction: ocd-jurisdiction/country:us/state:ne/government
                name: Tax
                chamber: upper
                """
                        .formatted(committee(1)));

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);
        assertThat(database.err()).contains("x.yml: chamber: expected a chamber of ocd-j");
    }

    private void write(int number, String name, String more) {
        database.write(
                "committees/" + number + ".yml",
                "id: %s\njurisdiction: %s\nname: %s\n%s\n"
                        .formatted(committee(number), DELAWARE, name, more));
    }

    private static String member(String name, String personId) {
        return "- name: %s\n  role: member\n  person_id: %s\n".formatted(name, personId);
    }

    private List<String> seats() throws SQLException {
        return database.rows(
                """
                SELECT m.person_id, m.person_name, m.role
                  FROM opencivicdata_membership m
                  JOIN opencivicdata_organization o ON o.id = m.organization_id
                 WHERE o.classification = 'committee'
                """);
    }
}
