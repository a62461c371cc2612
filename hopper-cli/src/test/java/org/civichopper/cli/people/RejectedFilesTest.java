package org.civichopper.cli.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.LoadedDatabase.DELAWARE;
import static org.civichopper.testing.LoadedDatabase.committee;
import static org.civichopper.testing.LoadedDatabase.office;
import static org.civichopper.testing.LoadedDatabase.person;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.civichopper.commandline.ExitCodes;
import org.civichopper.testing.LoadedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RejectedFilesTest {

    @TempDir private Path folder;
    private LoadedDatabase database;

    @BeforeEach
    void createDatabase(TestInfo test) throws SQLException {
        var name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        database = new LoadedDatabase("r_" + name, folder);
    }

    @Test
    void whoIsRejectedIsNotGone() throws SQLException {
        database.writeMember(1, "Ada Archer", "");
        database.writeMember(2, "Bob Baker", "");
        database.load();

        database.writeMember(2, "Bob Baker", "shoe_size: 44");

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);
        assertThat(database.err())
                .contains("2.yml: shoe_size: expected no such field, found")
                .doesNotContain("found none");
    }

    @Test
    void anUnknownRoleRejectsItsFileOnly() throws SQLException {
        database.writeMember(1, "Ada Archer", "");
        database.write("executive/x.yml", office(2, "court jester", DELAWARE));

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);

        assertThat(database.err())
                .contains("x.yml: roles[0].type: expected one of upper, lower,")
                .contains("found \"court jester\"");
        assertThat(database.rows("SELECT id FROM opencivicdata_person")).containsExactly(person(1));
        assertThat(database.out()).containsPattern("people +1 +0 +0 +0 +1");
    }

    @Test
    void whatCannotBeStoredIsRejectedWithItsPlace() throws SQLException {
        database.write("legislature/id.yml", "id: ocd-person/17\nname: X\n");
        database.write("legislature/list.yml", "- 1\n");
        database.write("legislature/empty.yml", "");
        database.write("legislature/alias.yml", "id: &a x\nname: *a\n");
        database.write("legislature/deep.yml", "[".repeat(5000));
        database.write("legislature/nul.yml", "id: " + person(3) + "\nname: \"a\\0b\"\n");
        database.write("legislature/town.yml", office(4, "mayor", DELAWARE));
        database.write("legislature/one.yml", "id: " + person(5) + "\nname: One\nroles: []\n");
        database.write("retired/two.yml", "id: " + person(5) + "\nname: Two\nroles: []\n");

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);

        assertThat(database.err())
                .contains("id.yml: id: expected ocd-person/ and a UUID in small letters")
                .contains("list.yml: document: expected an object")
                .contains("empty.yml: document: expected an object")
                .containsPattern("alias.yml: file: expected YAML within the limits, .*an alias")
                .contains("deep.yml: file: expected YAML within the limits")
                .contains("nul.yml: name: expected text without NUL")
                .contains("town.yml: roles[0].jurisdiction: expected a jurisdiction that has")
                .containsPattern("(one|two).yml: id: expected an id of its own, found that of");
        assertThat(database.row("SELECT count(*) FROM opencivicdata_person")).isEqualTo("1");
    }

    @Test
    void whoHasNoNameIsNobody() throws SQLException {
        database.writeMember(1, "Null", "");
        database.writeMember(2, "''", "");
        database.write(
                "committees/c.yml",
                """
                id: %s
                name: "\\u00a0"
                jurisdiction: %s
                chamber: lower
                """
                        .formatted(committee(1), DELAWARE));

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);

        assertThat(database.err())
                .contains("1.yml: name: expected text, found null")
                .contains("2.yml: name: expected text, found \"\"")
                .contains("c.yml: name: expected text, found \"\u00a0\"");
        assertThat(database.row("SELECT count(*) FROM opencivicdata_person")).isEqualTo("0");
    }

    @Test
    void whoIsRejectedForARoleLeavesNoTrace() throws SQLException {
        database.writeMember(1, "Ada Archer", "");
        database.load();
        var before = database.rowVersions();

        database.write(
                "legislature/town.yml", office(2, "mayor", DELAWARE) + "party: [{name: Whig}]");

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);
        assertThat(database.rowVersions()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeHoldsNobodyUpAndALinkIsNotFollowed() throws Exception {
        database.writeMember(1, "Ada Archer", "");
        var pipe = folder.resolve("legislature/pipe.yml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
        var endless = folder.resolve("legislature/endless.yml");
        Files.createSymbolicLink(endless, Path.of("/dev/zero"));

        assertThat(database.load()).isEqualTo(ExitCodes.SOME_REJECTED);

        assertThat(database.err())
                .contains(pipe + ": document: expected a regular file, found a pipe, a socket")
                .contains(endless + ": document: expected a regular file, found a link");
        assertThat(database.row("SELECT count(*) FROM opencivicdata_person")).isEqualTo("1");
    }

    @Test
    void aFolderWithoutPeopleIsSaidSo() {
        assertThat(database.load()).isEqualTo(1);
        assertThat(database.err()).contains("expected folders such as legislature");
    }
}
