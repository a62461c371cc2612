package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is not as it should be and keeps no document out.
class WarningsTest {

    private static final String TWO_VOTES =
            """
            , "votes": [{"option": "yes", "voter_name": "Moss", "voter_id": null},
                        {"option": "no", "voter_name": "Vale", "voter_id": null}]
            """;

    @Test
    void aDocumentAsItShouldBeHasNone() {
        var bill =
                ScrapedJson.bill(
                        """
                        , "classification": ["bill"], "actions": [
                          {"description": "Read", "date": "2026-01-04T10:00:00-07:00",
                           "organization_id": "~{}", "classification": ["reading-1"]}],
                        "versions": [{"note": "Text", "date": "2026-01", "classification": ""}]
                        """);

        assertThat(warnings(Kind.BILL, bill)).isEmpty();
    }

    @Test
    void aValueOutsideItsListIsNamedWithItsPlace() {
        var bill =
                ScrapedJson.bill(
                        """
                        , "actions": [
                          {"description": "Read", "date": "2026-01-04", "organization_id": "~{}"},
                          {"description": "Sung", "date": "2026-01-05", "organization_id": "~{}",
                           "classification": ["passage", "singing"]}]
                        """);

        assertThat(warnings(Kind.BILL, bill))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.quality()).isEqualTo(Quality.VALUE_OUTSIDE_LIST);
                    assertThat(warning.place()).isEqualTo("actions[1].classification[1]");
                    assertThat(warning.expected()).startsWith("one of filing, introduction, ");
                    assertThat(warning.found()).isEqualTo("\"singing\"");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026", "2026-01", "2026-01-04", "2026-01-04T10:00Z", ""})
    void timesMayBeAsPreciseAsTheyAre(String time) {
        assertThat(warnings(Kind.EVENT, event(time))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"4 Jan 2026", "2026-1-4", "2026-01-04 10:00", "2026-01-04T10:00"})
    void aMalformedTimeIsNamed(String time) {
        assertThat(warnings(Kind.EVENT, event(time)))
                .extracting(Warning::toString)
                .containsExactly(
                        "end_date: expected YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+hh:mm, found \""
                                + time
                                + "\"");
    }

    @Test
    void aSessionHasToBeginAtSomeTime() {
        var jurisdiction =
                ScrapedJson.jurisdiction(
                        """
                        , "legislative_sessions": [
                          {"identifier": "1", "name": "1", "start_date": "", "end_date": "2026"}]
                        """);

        assertThat(warnings(Kind.JURISDICTION, jurisdiction))
                .extracting(Warning::place)
                .containsExactly("legislative_sessions[0].start_date");
    }

    @Test
    void aSessionThatIsCalledAsAnotherIsNamed() {
        var jurisdiction =
                ScrapedJson.jurisdiction(
                        """
                        , "legislative_sessions": [
                          {"identifier": "2025", "name": "a", "start_date": "2025", "end_date": "2026"},
                          {"identifier": "2025S1", "name": "b", "start_date": "2025", "end_date": "2026"},
                          {"identifier": "2025S1", "name": "c", "start_date": "2025", "end_date": "2026"}]
                        """);

        assertThat(warnings(Kind.JURISDICTION, jurisdiction))
                .containsExactly(
                        new Warning(
                                Quality.DOUBLED_SESSION,
                                "legislative_sessions[2].identifier",
                                "one of its own",
                                "that of legislative_sessions[1]"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[{'option': 'yes', 'value': 2}, {'option': 'no', 'value': 1}]; 1 yes; 2",
                "[{'option': 'yes', 'value': 1}]; 1 no; 0",
                "[{'option': 'yes', 'value': 1}, {'option': 'no', 'value': 1},"
                        + " {'option': 'absent', 'value': 3}]; 0 absent; 3"
            })
    void aRollCallThatDoesNotAddUpIsNamedOnce(String counts, String votes, String counted) {
        var vote = ScrapedJson.vote(TWO_VOTES, ", \"counts\": " + counts.replace('\'', '"'));

        assertThat(warnings(Kind.VOTE_EVENT, vote))
                .containsExactly(
                        new Warning(
                                Quality.UNEVEN_ROLL_CALL,
                                "counts",
                                votes + ", as many as the votes",
                                counted));
    }

    @Test
    void countsInTwoPartsAddUp() {
        var counts =
                """
                , "counts": [{"option": "yes", "value": 1}, {"option": "yes", "value": 0},
                             {"option": "no", "value": 1}]
                """;

        assertThat(warnings(Kind.VOTE_EVENT, ScrapedJson.vote(TWO_VOTES, counts))).isEmpty();
    }

    @Test
    void countsAloneAndVotesAloneHaveNothingToDisagreeWith() {
        var counts = ", \"counts\": [{\"option\": \"yes\", \"value\": 30}]";

        assertThat(warnings(Kind.VOTE_EVENT, ScrapedJson.vote(counts))).isEmpty();
        assertThat(warnings(Kind.VOTE_EVENT, ScrapedJson.vote(TWO_VOTES))).isEmpty();
    }

    @Test
    void aVoterWhoVotesTwiceIsNamedAndNamesakesAreNot() {
        var votes =
                """
                , "votes": [
                  {"option": "yes", "voter_name": "Moss", "voter_id": "~{\\"name\\": \\"Moss\\"}"},
                  {"option": "no", "voter_name": "Moss", "voter_id": "~{\\"name\\": \\"Ada Moss\\"}"},
                  {"option": "no", "voter_name": "Moss", "voter_id": "~{\\"name\\": \\"Moss\\"}"}]
                """;

        assertThat(warnings(Kind.VOTE_EVENT, ScrapedJson.vote(votes)))
                .containsExactly(
                        new Warning(
                                Quality.DOUBLED_VOTER,
                                "votes[2].voter_name",
                                "every voter once",
                                "\"Moss\" again"));
    }

    private static String event(String endDate) {
        return ScrapedJson.event(", \"end_date\": \"" + endDate + "\"");
    }

    private static List<Warning> warnings(Kind kind, String json) {
        return ScrapedJson.read(kind, json).warnings();
    }
}
