package org.civichopper.model.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.civichopper.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

    private static final String UUID = "00c832d2-e947-11f0-8633-a2a45e751eb0";
    private static final int LONGEST_IN_S3 = 1024;

    @ParameterizedTest
    @CsvSource({"bill", "vote_event", "event", "jurisdiction", "organization"})
    void everyKindThatScrapersWriteIsWork(String kind) {
        var key = ObjectKey.parse("de/" + kind + "_" + UUID + ".json");

        assertThat(key.kind()).isEqualTo(kind);
        assertThat(key.folder()).isEqualTo("de");
        assertThat(key.zipped()).isFalse();
    }

    @Test
    void aZippedDocumentIsKnownByItsName() {
        assertThat(ObjectKey.parse("nc/bill_" + UUID + ".json.gz").zipped()).isTrue();
    }

    @Test
    void aKeyMayBeUrlEncoded() {
        assertThat(
                        ObjectKey.parse(
                                "de%2Fjurisdiction_ocd-jurisdiction-country%3Aus-state%3Ade-government.json"))
                .hasToString(
                        "de/jurisdiction_ocd-jurisdiction-country:us-state:de-government.json");
    }

    @Test
    void aKeyIsDecodedOnce() {
        assertThat(ObjectKey.parse("de/bill_%252e%252e.json")).hasToString("de/bill_%2e%2e.json");
    }

    @ParameterizedTest
    @CsvSource({"de/bill_a+b.json, de/bill_a+b.json", "de/bill_a+b%20c.json, de/bill_a+b c.json"})
    void aPlusSignIsAPlusSign(String path, String key) {
        assertThat(ObjectKey.parse(path)).hasToString(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "de",
                "de/",
                "/de/bill_a.json",
                "/bill_a.json",
                "bill_a.json",
                "../de/bill_a.json",
                "de/../ny/bill_a.json",
                "de/bill_../../ny/bill_a.json",
                "de/bill_a..b.json",
                "de/ny/bill_a.json",
                "de/bill_a/b.json",
                "de//bill_a.json",
                "./bill_a.json",
                "de\\bill_a.json",
                "de/bill_a\\b.json",
                "s3://other/de/bill_a.json",
                "DE/bill_a.json",
                "dé/bill_a.json",
                " de/bill_a.json",
                "de/bill_a.json ",
                "de/bill_a.json\n",
                "de/bill_a\u0000.json",
                "de/bill_a\u001b[31m.json",
                "de/bill_a\u007f.json",
                "de/bill_a\u0085.json",
                "de/bill_a\u009b31m.json",
                "de/bill_a\ud800.json",
                "de/bill_.json",
                "de/bill.json",
                "de/_a.json",
                "de/Bill_a.json",
                "de/person_a.json",
                "de/vote_a.json",
                "de/post_a.json",
                "de/bill_a.xml",
                "de/bill_a.json.zip",
                "de/bill_a.json.gz.gz",
                "de/bill_a",
                "de/bill_a.JSON",
            })
    void whatIsNoScrapedDocumentsKeyIsNeverFetched(String path) {
        var reason = rejection(path);

        assertThat(reason.place()).isEqualTo("file_path");
        assertThat(reason.expected()).isEqualTo("<abbr>/<type>_<id>.json or .json.gz");
        assertThat(reason.found()).isEqualTo('"' + path + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "de%2Fbill_%2e%2e.json, de/bill_...json",
        "%2e%2e/bill_a.json, ../bill_a.json",
        "de/bill_%2e%2e%2fny.json, de/bill_../ny.json",
        "%2Fde/bill_a.json, /de/bill_a.json",
        "de/bill_a%5Cb.json, de/bill_a\\b.json",
    })
    void percentEscapesHideNothing(String path, String meant) {
        assertThat(rejection(path).found()).isEqualTo('"' + meant + '"');
    }

    @Test
    void anEscapedNulHidesNothing() {
        assertThat(rejection("de/bill_a%00.json").found()).isEqualTo("\"de/bill_a\u0000.json\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "de/bill_%.json",
                "de/bill_%4.json",
                "de/bill_%zz.json",
                "de/bill_%-1.json",
                "de/bill_%+1.json",
                "de/bill_a.json%",
                "de/bill_%ff.json",
                "de/bill_%c3%28.json",
                "de/bill_%ed%a0%80.json",
            })
    void unsoundPercentEscapesAreRejected(String path) {
        var reason = rejection(path);

        assertThat(reason.place()).isEqualTo("file_path");
        assertThat(reason.expected()).isEqualTo("a key with sound percent escapes");
        assertThat(reason.found()).isEqualTo('"' + path + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archived/2026-11-20/de/bill_a.3f2a9c41d07e.json",
                "archive/bill_a.json",
                "archived/bill_a.json",
                "archive-2025/bill_a.json",
                "rejected/bill_a.json",
                "rejected/2026-11-20/de/bill_a.json",
                "%61rchived/bill_a.json",
            })
    void whatIsArchivedOrRejectedIsNeverWork(String path) {
        assertThat(rejection(path).expected()).isEqualTo("the key of a scraped document");
    }

    @Test
    void aKeyThatFitsStillFitsOnceItIsArchived() {
        var longest = "de/bill_" + "a".repeat(947) + ".json";

        assertThat(longest).hasSize(960);
        assertThat(ObjectKey.parse(longest).value()).isEqualTo(longest);
        assertThat("archived/2026-11-20/" + longest + ".3f2a9c41d07e")
                .hasSizeLessThanOrEqualTo(LONGEST_IN_S3);
    }

    @Test
    void aKeyIsMeasuredInBytesAsS3Does() {
        assertThat(rejection("de/bill_" + "名".repeat(316) + ".json").place())
                .isEqualTo("file_path");
        assertThat(ObjectKey.parse("de/bill_" + "名".repeat(315) + ".json").value()).hasSize(328);
    }

    @Test
    void aHugeKeyIsQuotedInPart() {
        assertThat(rejection("de/bill_" + "a".repeat(100_000) + ".json").found())
                .hasSize(203)
                .endsWith("a…\"");
    }

    private static InvalidInputException rejection(String path) {
        return catchThrowableOfType(InvalidInputException.class, () -> ObjectKey.parse(path));
    }
}
