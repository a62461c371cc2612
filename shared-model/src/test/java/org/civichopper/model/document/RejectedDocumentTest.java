package org.civichopper.model.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civichopper.model.document.ScrapedJson.bill;
import static org.civichopper.model.document.ScrapedJson.event;
import static org.civichopper.model.document.ScrapedJson.read;
import static org.civichopper.model.document.ScrapedJson.readBill;
import static org.civichopper.model.document.ScrapedJson.rejection;
import static org.civichopper.model.document.ScrapedJson.vote;

import org.civichopper.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every reason for which a document is turned away says where, what was expected and what was
/// found. Here: a wrong type, a field that nobody knows, too long a text, a malformed pseudo-id, a
/// number out of range, text that no column holds.
///
/// [DocumentBytesTest] has the reasons why bytes are no document: no JSON, something behind it, no
/// UTF-8, no gzip, and too much of anything. [MissingFieldTest] has what may not be missing,
/// [KeptAsGivenTest] and [DroppedFieldsTest] what hides where nobody reads. What only the database
/// can tell is tried where it is: a chamber that does not resolve, a vote on nothing, an
/// organization or an event of a jurisdiction that does not stand.
class RejectedDocumentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\": 7 | title | text | number 7",
                "\"title\": {} | title | text | an object",
                "\"subject\": \"x\" | subject | an array | \"x\"",
                "\"subject\": [\"x\", null] | subject[1] | text | null",
                "\"extras\": [] | extras | an object | an array",
                "\"citations\": {} | citations | an array | an object",
                "\"actions\": {} | actions | an array | an object",
                "\"actions\": [7] | actions[0] | an object | number 7",
                "\"sources\": [{\"url\": \"u\", \"note\": []}] | sources[0].note | text | an array",
                "\"sponsorships\": [{\"name\": \"n\", \"classification\": \"c\", \"primary\": \"yes\"}]"
                        + " | sponsorships[0].primary | true or false | \"yes\"",
            })
    void aWrongType(String field, String place, String expected, String found) {
        expect(rejection(Kind.BILL, bill(", " + field)), place, expected, found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"sponsors\": [] | sponsors | an array",
                "\"versions\": [{\"note\": \"n\", \"links\": [{\"url\": \"u\", \"size\": 7}]}]"
                        + " | versions[0].links[0].size | number 7",
            })
    void aFieldThatNobodyKnows(String field, String place, String found) {
        expect(rejection(Kind.BILL, bill(", " + field)), place, "no such field", found);
    }

    @Test
    void aTextThatIsLongerThanItsColumn() {
        expect(
                rejection(Kind.BILL, bill().replace("HB 1", "H".repeat(101))),
                "identifier",
                "text of at most 100 characters",
                "101 characters");
    }

    @Test
    void lengthsCountCodePoints() {
        assertThat(readBill(bill().replace("HB 1", "🦀".repeat(100))).identifier()).hasSize(200);
        expect(
                rejection(Kind.BILL, bill().replace("HB 1", "🦀".repeat(101))),
                "identifier",
                "text of at most 100 characters",
                "101 characters");
    }

    @Test
    void aBillIsNamedAsLongAsItsColumnOnceItIsSpelledAsThere() {
        var zeros = "HB" + "0".repeat(99) + "1";
        var digits = "HB" + "9".repeat(98);

        assertThat(readBill(bill().replace("HB 1", zeros)).identifier()).isEqualTo(zeros);
        expect(
                rejection(Kind.BILL, bill().replace("HB 1", digits)),
                "identifier",
                "text of at most 100 characters",
                "101 characters");
    }

    @Test
    void aRelatedBillIsNamedAsItIs() {
        var related =
                ", \"related_bills\": [{\"identifier\": \"%s\", \"legislative_session\": \"153\","
                        + " \"relation_type\": \"companion\"}]";

        expect(
                rejection(Kind.BILL, bill(related.formatted("HB" + "0".repeat(99)))),
                "related_bills[0].identifier",
                "text of at most 100 characters",
                "101 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~",
                "~upper",
                "~{",
                "~[]",
                "~null",
                "~\\\"upper\\\"",
                "~{} ~{}",
                "~{\\\"classification\\\": \\\"upper\\\"} and more",
            })
    void aMalformedPseudoId(String reference) {
        var reason = rejection(Kind.BILL, bill(", \"from_organization\": \"" + reference + '"'));

        expect(
                reason,
                "from_organization",
                "~ and a JSON object",
                '"' + reference.replace("\\", "") + '"');
    }

    @Test
    void aBottomlessPseudoId() {
        var reference = "~" + "{\\\"a\\\":".repeat(100_000);

        assertThat(rejection(Kind.BILL, bill(", \"from_organization\": \"" + reference + '"')))
                .hasMessageStartingWith(
                        "from_organization: expected ~ and a JSON object, found \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e2", "2147483648", "99999999999999999999"})
    void aCountThatIsNoWholeNumberFromZero(String count) {
        var reason =
                rejection(
                        Kind.VOTE_EVENT,
                        vote(", \"counts\": [{\"option\": \"yes\", \"value\": " + count + "}]"));

        assertThat(reason.place()).isEqualTo("counts[0].value");
        assertThat(reason.expected()).isEqualTo("a whole number from 0 to 2147483647");
        assertThat(reason.found()).startsWith("number ");
    }

    @Test
    void aCountThatIsText() {
        expect(
                rejection(
                        Kind.VOTE_EVENT,
                        vote(", \"counts\": [{\"option\": \"yes\", \"value\": \"3\"}]")),
                "counts[0].value",
                "a whole number from 0 to 2147483647",
                "\"3\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "2147483648", "\"7\"", "1e300", "true"})
    void anOffsetThatIsNoNumberOfSeconds(String offset) {
        var media = ", \"media\": [{\"note\": \"n\", \"offset\": " + offset + "}]";

        var reason = rejection(Kind.EVENT, event(media));

        assertThat(reason.place()).isEqualTo("media[0].offset");
        assertThat(reason.expected()).isEqualTo("a number from 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"title\": \"%s\" | title",
                "\"subject\": [\"a\", \"%s\"] | subject[1]",
                "\"extras\": {\"a\": [{\"b\": \"%s\"}]} | extras.a[0].b",
                "\"scraped_at\": null, \"_id\": \"%s\" | _id",
                "\"from_organization\": \"%s\" | from_organization",
            })
    void textThatNoColumnHolds(String field, String place) {
        var nul = rejection(Kind.BILL, bill(", " + field.formatted("ab\\u0000")));
        var half = rejection(Kind.BILL, bill(", " + field.formatted("\\ud83eb")));

        expect(nul, place, "text without NUL", "\"ab\uFFFD\" with one at 2");
        expect(half, place, "whole characters", "\"\uFFFDb\" with half a surrogate pair at 0");
    }

    @Test
    void aNameThatNoColumnHolds() {
        expect(
                rejection(Kind.BILL, bill(", \"extras\": {\"a\\u0000\": 1}")),
                "extras.a\uFFFD",
                "text without NUL",
                "\"a\uFFFD\" with one at 1");
    }

    @Test
    void textHiddenInAPseudoIdThatNoColumnHolds() {
        var vote = vote(", \"bill\": \"~{\\\"identifier\\\": \\\"HB\\\\u0000 1\\\"}\"");

        expect(
                rejection(Kind.VOTE_EVENT, vote),
                "bill",
                "text without NUL",
                "\"HB\uFFFD 1\" with one at 2");
    }

    @Test
    void theIdOfABillThatNoColumnHolds() {
        assertThat(rejection(Kind.VOTE_EVENT, vote(", \"bill\": \"b\\u0000\"")).place())
                .isEqualTo("bill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400"})
    void aNumberThatIsOutOfRange(String number) {
        var reason = rejection(Kind.BILL, bill(", \"extras\": {\"size\": [" + number + "]}"));

        assertThat(reason.place()).isEqualTo("extras.size[0]");
        assertThat(reason.expected()).isEqualTo("a number in range");
    }

    @Test
    void wholePairsOfSurrogatesAreText() {
        assertThat(read(Kind.BILL, bill(", \"extras\": {\"🦀\": \"\\ud83e\\udd80\"}")).kind())
                .isEqualTo(Kind.BILL);
    }

    @Test
    void whatIsFoundIsQuotedInPart() {
        assertThat(
                        rejection(Kind.BILL, bill(", \"actions\": \"" + "x".repeat(1_000) + '"'))
                                .found())
                .isEqualTo('"' + "x".repeat(60) + "…\"");
    }

    private static void expect(
            InvalidInputException reason, String place, String expected, String found) {
        assertThat(reason.place()).isEqualTo(place);
        assertThat(reason.expected()).isEqualTo(expected);
        assertThat(reason.found()).isEqualTo(found);
        assertThat(reason).hasMessage(place + ": expected " + expected + ", found " + found);
    }
}
