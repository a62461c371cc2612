package org.civichopper.model.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.civichopper.model.document.ScrapedJson.READER;
import static org.civichopper.model.document.ScrapedJson.bill;
import static org.civichopper.model.document.ScrapedJson.readBill;
import static org.civichopper.model.document.ScrapedJson.rejection;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.civichopper.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What bytes may be before anybody asks what they mean.
class DocumentBytesTest {

    private static final DocumentReader SMALL = new DocumentReader(new Limits(1_000, 8, 50, 100));

    @ParameterizedTest
    @CsvSource({
        "hello, 1",
        "{'title': 1}, 1",
        "'{\"title\": \"An', 1",
        "'{\n\"a\": 1,\n', 3",
        "'{\"a\": NaN}', 1",
        "'{\"a\": 01}', 1",
        "'{\"a\": 1} {}', 1",
        "'{\"a\": 1}\n garbage', 2",
        "'{\"a\": \"tab\there\"}', 1",
        "'{\"a\": \"\\x\"}', 1",
    })
    void whatIsNoJsonIsRejectedWithTheLine(String text, int line) {
        var reason = rejection(Kind.BILL, text);

        assertThat(reason.place()).isEqualTo("document");
        assertThat(reason.expected()).isEqualTo("JSON");
        assertThat(reason.found()).startsWith("line " + line + ", column ");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "''; nothing",
                "' \n '; nothing",
                "[1]; an array",
                "7; number 7",
                "null; null"
            },
            delimiter = ';')
    void otherJsonThanAnObjectIsRejected(String text, String found) {
        var reason = rejection(Kind.BILL, text);

        assertThat(reason).hasMessage("document: expected an object, found " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "["})
    void bottomlessNestingIsRejected(String level) {
        var reason = rejection(Kind.BILL, "{\"extras\":" + level.repeat(100_000));

        assertThat(reason.place()).isEqualTo("document");
        assertThat(reason.expected()).isEqualTo("JSON within the limits");
        assertThat(reason.found()).contains("depth");
    }

    @Test
    void tooManyBytesAreRejectedBeforeTheyAreRead() {
        var reason = rejectedBySmall(" ".repeat(1_001).getBytes(UTF_8));

        assertThat(reason).hasMessage("document: expected at most 1000 bytes, found more");
    }

    @Test
    void asManyBytesAsTheLimitAreRead() {
        var padded = bill() + " ".repeat(1_000 - bill().length());

        assertThat(SMALL.read(Kind.BILL, padded.getBytes(UTF_8)).kind()).isEqualTo(Kind.BILL);
    }

    @ParameterizedTest
    @MethodSource("tooMuch")
    void oneHugeValueOrVeryManyAreRejected(String text, String found) {
        var reason = rejectedBySmall(text.getBytes(UTF_8));

        assertThat(reason.place()).isEqualTo("document");
        assertThat(reason.expected()).isEqualTo("JSON within the limits");
        assertThat(reason.found()).startsWith(found);
    }

    static Stream<Arguments> tooMuch() {
        return Stream.of(
                arguments("{\"title\": \"" + "x".repeat(101) + "\"}", "String value length"),
                arguments("{\"a\": [" + "0,".repeat(50) + "0]}", "Token count"),
                arguments("{\"a\": " + "1".repeat(101) + "}", "Number value length"),
                arguments("{\"a\": 1." + "1".repeat(101) + "}", "Number value length"));
    }

    @Test
    void aHugeNameIsRejected() {
        assertThat(rejection(Kind.BILL, "{\"" + "x".repeat(1_001) + "\": 1}").found())
                .startsWith("Name length");
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheDocument() {
        assertThat(readBill("\uFEFF" + bill()).title()).isEqualTo("An Act");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xFF, 0xC3, 0x80})
    void bytesThatAreNoUtf8AreRejected(int bad) {
        var bytes = bill().getBytes(UTF_8);
        bytes[bill().indexOf("An Act") + 2] = (byte) bad;

        var reason = rejection(Kind.BILL, bytes);

        assertThat(reason.place()).isEqualTo("document");
        assertThat(reason.expected()).startsWith("JSON");
    }

    @Test
    void halfASurrogatePairWrittenAsBytesIsRejectedToo() {
        var bytes = bill().replace("An Act", "123").getBytes(UTF_8);
        var at = bill().indexOf("An Act");
        bytes[at] = (byte) 0xED;
        bytes[at + 1] = (byte) 0xA0;
        bytes[at + 2] = (byte) 0x80;

        assertThat(rejection(Kind.BILL, bytes).place()).isIn("title", "document");
    }

    @Test
    void zippedBytesComeBackAsTheyWere() throws IOException {
        assertThat(READER.unpack(zipped(bill().getBytes(UTF_8)))).asString().isEqualTo(bill());
    }

    @Test
    void whatIsPackedUnderAPlainNameIsUnpackedToo() throws IOException {
        var plain = bill().getBytes(UTF_8);
        assertThat(READER.plain(false, zipped(plain))).isEqualTo(plain);
        assertThat(READER.plain(false, plain)).isEqualTo(plain);
    }

    @Test
    void aBombIsLeftBeforeItUnfolds() throws IOException {
        var bomb = zipped(new byte[50_000_000]);

        var reason = catchThrowableOfType(InvalidInputException.class, () -> READER.unpack(bomb));

        assertThat(reason).hasMessage("document: expected at most 16777216 bytes, found more");
    }

    @Test
    void plainTextIsNoGzip() {
        assertThat(notUnpacked(bill().getBytes(UTF_8)).found()).isEqualTo("Not in GZIP format");
    }

    @Test
    void anEmptyObjectIsNoGzip() {
        assertThat(notUnpacked(new byte[0]).found()).isEqualTo("an end before its time");
    }

    @Test
    void gzipThatBreaksOffIsRejected() throws IOException {
        var whole = zipped(bill().getBytes(UTF_8));

        assertThat(notUnpacked(Arrays.copyOf(whole, whole.length - 12)).found())
                .isEqualTo("an end before its time");
    }

    @Test
    void gzipWithAWrongChecksumIsRejected() throws IOException {
        var wrong = zipped(bill().getBytes(UTF_8));
        wrong[wrong.length - 5]++;

        assertThat(notUnpacked(wrong).found()).isNotBlank();
    }

    private static InvalidInputException notUnpacked(byte[] bytes) {
        var reason = catchThrowableOfType(InvalidInputException.class, () -> READER.unpack(bytes));
        assertThat(reason.place()).isEqualTo("document");
        assertThat(reason.expected()).isEqualTo("gzip");
        return reason;
    }

    private static InvalidInputException rejectedBySmall(byte[] bytes) {
        return catchThrowableOfType(
                InvalidInputException.class, () -> SMALL.read(Kind.BILL, bytes));
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
