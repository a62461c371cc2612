package org.civichopper.integration.telling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.testing.Scrape.fields;

import java.nio.file.Path;
import org.civichopper.integration.ImportedDatabase;
import org.civichopper.testing.Scrape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How good the data is that was imported: counted, printed, and kept with the run.
class QualityTest {

    private static final String NOBODY = "\"~{\\\"name\\\": \\\"Nobody\\\"}\"";

    private final ImportedDatabase database = new ImportedDatabase();
    private Scrape scrape;

    @BeforeEach
    void scrape(@TempDir Path folder) {
        scrape = new Scrape(folder).jurisdiction();
        scrape.bill(
                "HB 1",
                fields(
                        """
                        {"sponsorships": [{"name": "Nobody", "classification": "primary", "entity_type": "person",
                                           "primary": true, "person_id": %1$s},
                                          {"name": "Lost", "classification": "primary",
                                           "entity_type": "organization", "primary": false,
                                           "organization_id": "~{\\"name\\": \\"Lost Committee\\"}"}],
                         "actions": [{"description": "Sung", "date": "soon",
                                      "organization_id": "~{\\"classification\\": \\"lower\\"}",
                                      "classification": ["singing"], "related_entities": [
                                       {"name": "Nobody", "entity_type": "person", "person_id": %1$s}]}]}
                        """
                                .formatted(NOBODY)));
        scrape.vote(
                "HB 1",
                "1",
                fields(
                        """
                        {"counts": [{"option": "yes", "value": 3}],
                         "votes": [{"option": "yes", "voter_name": "Nobody", "voter_id": %1$s},
                                   {"option": "yes", "voter_name": "Nobody", "voter_id": %1$s}]}
                        """
                                .formatted(NOBODY)));
        scrape.event(
                "Hearing",
                fields(
                        """
                        {"participants": [{"name": "Nobody", "entity_type": "person", "note": "host",
                                           "person_id": %1$s}]}
                        """
                                .formatted(NOBODY)));
    }

    @Test
    void whatIsAmissIsImportedCountedAndKeptWithTheRun() throws Exception {
        var said = database.importDirectory(scrape.folder(), "--json");

        assertThat(said.exitCode()).isZero();
        assertThat(said.out())
                .contains(
                        "\"quality\":{\"unmatched_sponsor\":2,\"unmatched_voter\":2,"
                                + "\"unmatched_participant\":1,\"unmatched_entity\":1,"
                                + "\"uneven_roll_call\":1,\"doubled_voter\":1,\"doubled_session\":0,"
                                + "\"ambiguous_vote\":0,"
                                + "\"ambiguous_bill\":0,\"ambiguous_event\":0,"
                                + "\"ambiguous_session\":0,\"shared_key\":0,"
                                + "\"value_outside_list\":1,\"malformed_date\":2}");
        assertThat(database.ask("SELECT counts -> 'quality' ->> 'unmatched_voter' FROM hopper.run"))
                .containsExactly("2");
    }

    @Test
    void namesThatAreNotLookedUpAgainAreNotCountedAgainUnlessEverythingIsCompared() {
        database.importDirectory(scrape.folder());
        var said = database.importDirectory(scrape.folder(), "--json");

        assertThat(said.out())
                .contains("\"bill\":{\"insert\":0,\"update\":0,\"noop\":1")
                .contains("\"unmatched_sponsor\":0", "\"malformed_date\":2");
        assertThat(database.importDirectory(scrape.folder(), "--json", "--compare").out())
                .contains("\"unmatched_sponsor\":2", "\"malformed_date\":2");
    }

    @Test
    void peopleReadHowOftenAndOneExample() {
        var said = database.importDirectory(scrape.folder());

        assertThat(said.out())
                .containsPattern(
                        "2 unmatched sponsors, for example \\S+/bill_\\S+json: sponsorships\\[0]"
                                + "\\.person_id: expected one member of a chamber, found none for"
                                + " ~\\{\"name\": \"Nobody\"}")
                .containsPattern("2 malformed dates, for example \\S+: \\S+: expected YYYY");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void everyOneOfThemIsListedWhenAskedFor() {
        var said = database.importDirectory(scrape.folder(), "--warnings");

        assertThat(said.err().lines()).hasSize(11).allMatch(line -> line.contains(": expected "));
    }
}
