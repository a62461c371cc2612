package org.civichopper.importer.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitteeNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WAYS & MEANS | Ways and Means",
                "ways and means | Ways and Means",
                "Ways&Means | Ways&Means",
                "Health/Human Services | Health/Human Services",
                "HEALTH & HUMAN & SOCIAL SERVICES | Health and Human and Social Services",
                "committee of the whole | Committee of the Whole",
                "The House | the House",
                "INFORMATION | information",
                "Theater and Forestry | theater and forestry",
                "ANDOVER AT BYFIELD ON ONIONS | andover at byfield on onions",
                "children's services | Children'S Services",
                "K-12 education | K-12 Education",
                "2nd reading | 2Nd Reading",
                "RULES  COMMITTEE | Rules  Committee",
                "éducation | Éducation",
                "AGRICULTURE | Agriculture",
            })
    void aNameIsSpelledAsEveryImporterAlwaysDid(String given, String spelled) {
        assertThat(CommitteeName.of(given)).isEqualTo(spelled);
    }

    @ParameterizedTest
    @CsvSource({"' Rules', ' Rules'", "'Rules ', 'Rules '", "'', ''", "' & ', ' and '"})
    void nothingIsTrimmed(String given, String spelled) {
        assertThat(CommitteeName.of(given)).isEqualTo(spelled);
    }
}
